/** Reason sentences: the one place where a reason code becomes words. */
import type { Language } from './owing'
import type { ReasonDictionary } from './reason-dictionary'
import { REASON_SENTENCES_EN } from './reason-sentences.en'
import { REASON_SENTENCES_NL } from './reason-sentences.nl'
import type { Reason } from './reasons'

const DICTIONARIES: Readonly<Record<Language, ReasonDictionary>> = { nl: REASON_SENTENCES_NL, en: REASON_SENTENCES_EN }

export function reasonSentence(reason: Reason, language: Language): string {
  // The entry is looked up by the reason's own code, so its parameter is that reason; TypeScript cannot follow the pair.
  const say = DICTIONARIES[language][reason.code] as (reason: Reason) => string
  return say(reason)
}
