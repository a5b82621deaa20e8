/** The words with which somebody gets the link they asked for on the telephone: where they pay and under which reference, and no amount. */
import type { Language } from '#domain'

interface LinkToSend {
  readonly link: string
  readonly reference: string
}

const WORDS: Readonly<Record<Language, (asked: LinkToSend) => string>> = {
  nl: ({ link, reference }) => `U vroeg aan de telefoon om een betaallink: ${link}\nUw kenmerk is ${reference}.`,
  en: ({ link, reference }) => `You asked us on the telephone for a payment link: ${link}\nYour reference is ${reference}.`,
}

export const paymentLinkText = (asked: LinkToSend, language: Language): string => WORDS[language](asked)
