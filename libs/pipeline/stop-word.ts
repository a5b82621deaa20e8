/** Stop words: the whole message must be one; `stop` inside a sentence is for a person to read. */
const STOP_WORDS = new Set(['stop', 'stoppen', 'stopall', 'stop alles', 'uit', 'afmelden', 'uitschrijven', 'unsubscribe'])

export const isStopWord = (text: string): boolean => STOP_WORDS.has(text.trim().toLowerCase().replace(/[.!\s]+$/, '').replace(/\s+/g, ' '))
