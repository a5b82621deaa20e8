/** Letter PDF: the page that goes into the envelope, ready for a print house. */
export { addressLines } from './address-lines'
export { barsOf, kixOf, type Bar } from './kix'
export { renderLetter } from './render-letter'
export { renderPages, type Pages } from './render-pages'
export { renderStatement } from './render-statement'
export type { LetterOptions } from './render-letter'
export { WINDOW_TOLERANCE } from './window'
