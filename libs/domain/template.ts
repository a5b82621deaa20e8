/** TemplateDefinition: the wording of one channel, phase and language, as plain JSON that is stored in versions. */
import type { Channel } from './channel'
import type { DebtorKind, Language, LanguageLevel, Segment } from './owing'
import type { Phase } from './phase'

export interface TemplateDefinition {
  /** `email/reminder.nl`; a variant may carry another name. */
  readonly name: string
  readonly version: number
  readonly channel: Channel
  readonly phase: Phase
  readonly language: Language
  /** B1 is what everybody gets; A2 is for who reads with effort. */
  readonly level: LanguageLevel
  /** Written for this segment alone; null for all. */
  readonly segment: Segment | null
  /** Debtors it is written for. */
  readonly kinds: readonly DebtorKind[]
  /** Of an answer: what a person picks it by, and it never leaves by itself; null for what does. */
  readonly pickedAs: string | null
  /** Subject of an e-mail, title of a letter; null on the other channels. */
  readonly subject: string | null
  /** The line that an e-mail client shows before the message is opened: nothing about money in it. */
  readonly preheader: string | null
  /** WhatsApp outside the 24-hour window: the approved template, and what fills its places. */
  readonly whatsapp: ApprovedTemplate | null
  /** Liquid that renders to the block markup of libs/messages, with all parts included: a version stands by itself. */
  readonly body: string
}

export interface ApprovedTemplate {
  /** The name under which the template was approved. */
  readonly name: string
  /** Liquid, one per place; no parameter may contain a line break. */
  readonly parameters: readonly string[]
  /** The approved wording, with `{1}` for the first place. */
  readonly text: string
  /** The name of its twin: the same words, approved with a document above them; used when the PDF of the one invoice is there. */
  readonly withDocument?: string
}
