/** Lint of an answer that a person writes: the words and sentences of templates, and what may not show where others read along. */
import type { Cents, Language } from '#domain'
import { LANGUAGES } from '#domain'
import type { LintFinding } from './lint-finding'
import { exposedIn, PREVIEW_SIGNS } from './lint-exposure'
import { sentenceFindings } from './lint-sentences'
import { smsFindings } from './lint-sms'
import { found, INCOME, WORDS } from './lint-words'
import { answerInSms } from './compose-answer'

export interface AnswerToLint {
  readonly channel: string
  readonly text: string
  readonly language: Language
  readonly sender: string
  /** What is open, claim by claim and together: shown in no form. */
  readonly amounts: readonly Cents[]
}

/** Threats and income in any language, since nobody says in which they write; hard words in the debtor's. */
export function lintAnswer({ channel, text, language, sender, amounts }: AnswerToLint): LintFinding[] {
  const of = (code: LintFinding['code'], details: readonly string[]): LintFinding[] =>
    [...new Set(details)].map((detail) => ({ code, detail }))
  return [
    ...of('shows-too-much', exposedIn(exposed(channel, text), amounts)),
    ...of(
      'threatening-word',
      LANGUAGES.flatMap((one) => found(WORDS[one].threatening, text)),
    ),
    ...of('mentions-income', found(INCOME, text)),
    ...of('difficult-word', found(WORDS[language].difficult, text)),
    ...sentenceFindings(text.split('\n')),
    ...(channel === 'sms' ? smsFindings(answerInSms(sender, text)) : []),
  ]
}

/** Who reads along sees all of a text message, and the beginning of what is said on WhatsApp. */
function exposed(channel: string, text: string): string {
  return channel === 'sms' ? text : channel === 'whatsapp' ? text.slice(0, PREVIEW_SIGNS) : ''
}
