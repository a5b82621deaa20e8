/** The words of the inbox. */
import { en } from './texts-en'
import { nl } from './texts-nl'

export const texts = { nl, en }
