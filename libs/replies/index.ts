/** THE EAR: what people write back, read by transparent rules with words from config; pure. */
export { readReply, type Written } from './read-reply'
export { wordBookOf, type WordBook } from './word-book'
export { ownWords } from './own-words'
