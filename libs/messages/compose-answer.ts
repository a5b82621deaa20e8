/** composeAnswer: words that a person wrote to a debtor, on the channel they chose: theirs alone, with who writes below them. */
import type { Language, OutboundMessage } from '#domain'
import { sectionsOf } from './blocks'
import { CompositionError } from './composition-error'
import { escapeMarkup } from './inline'
import { plainSms, smsSegments } from './sms'
import { toHtml } from './to-html'
import { toText } from './to-text'

export interface AnswerByHand {
  readonly channel: string
  readonly text: string
  readonly about: 'message' | 'payment-link'
  /** Of the mail that is answered. */
  readonly subject: string | null
  readonly language: Language
  readonly sender: { readonly name: string; readonly phone: string; readonly email: string }
}

const SUBJECTS: Readonly<Record<AnswerByHand['about'], Readonly<Record<Language, string>>>> = {
  message: { nl: 'Antwoord op uw bericht', en: 'Answer to your message' },
  'payment-link': { nl: 'Uw betaallink', en: 'Your payment link' },
}

/** No template: nothing is added that somebody else approved, and nothing of what was written is markup. */
export function composeAnswer({ channel, text, about, subject, language, sender }: AnswerByHand): OutboundMessage {
  const template = { name: 'by-hand', version: 1 }
  switch (channel) {
    case 'email': {
      const lines = [...text.split('\n'), sender.name, `${sender.phone} - ${sender.email}`]
      const sections = sectionsOf(lines.map((line) => (line.trim() === '' ? '' : escapeMarkup(line))).join('\n\n'))
      const title =
        subject === null || about === 'payment-link'
          ? SUBJECTS[about][language]
          : `Re: ${subject.replace(/^(?:(?:re|antw|aw)\s*:\s*)+/i, '')}`.replace(/[\r\n]+/g, ' ').slice(0, 200)
      return {
        content: {
          channel: 'email',
          subject: title,
          preheader: sender.name,
          html: toHtml(sections, { subject: title, preheader: sender.name, language }),
          text: toText(sections),
        },
        language,
        template,
      }
    }
    case 'sms': {
      const words = answerInSms(sender.name, text)
      return { content: { channel: 'sms', text: words, segments: smsSegments(words).segments }, language, template }
    }
    case 'whatsapp':
      return { content: { channel: 'whatsapp', kind: 'text', text }, language, template }
    default:
      throw new CompositionError(`nobody answers by ${channel}`)
  }
}

/** Who writes stands before it, since nothing else tells. */
export const answerInSms = (sender: string, text: string): string => plainSms(`${sender}: ${text}`)
