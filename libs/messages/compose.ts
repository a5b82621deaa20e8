/** compose: one contact's wording on one channel, from everything that may be said and a template version. */
import type { MessageContent, OutboundMessage, TemplateDefinition } from '#domain'
import { sectionsOf } from './blocks'
import { toPayNow } from './compose-input'
import type { ComposeInput } from './compose-input'
import { CompositionError } from './composition-error'
import { plain } from './inline'
import { fill, fillAll } from './liquid'
import { plainSms, smsSegments } from './sms'
import { toHtml } from './to-html'
import { toLetter } from './to-letter'
import { toStatement } from './to-statement'
import { toText } from './to-text'
import { viewOf } from './view'

/** Throws a CompositionError when template and input do not fit: a message that is wrong is worse than none. */
export function compose(input: ComposeInput, template: TemplateDefinition): OutboundMessage {
  const problem = mismatch(input, template) ?? contradiction(input)
  if (problem !== undefined) throw new CompositionError(problem)
  return { content: contentOf(input, template), language: template.language, template: { name: template.name, version: template.version } }
}

function contentOf(input: ComposeInput, template: TemplateDefinition): MessageContent {
  const view = viewOf(input)
  const line = (text: string | null): string => (text === null ? '' : onOneLine(fill(template, text, view)))
  // Only where it is read: an approved template has its own wording, and the body would be rendered for nothing.
  const body = (): ReturnType<typeof sectionsOf> => sectionsOf(fill(template, template.body, view))
  switch (input.channel) {
    case 'email': {
      const sections = body()
      const [subject, preheader] = [line(template.subject), line(template.preheader)]
      return {
        channel: 'email',
        subject,
        preheader,
        html: toHtml(sections, { subject, preheader, language: template.language }),
        text: toText(sections),
        ...toStatement(sections, input),
      }
    }
    case 'sms': {
      const text = plainSms(toText(body()))
      return { channel: 'sms', text, segments: smsSegments(text).segments }
    }
    case 'whatsapp':
      return input.whatsappWindowOpen || template.whatsapp === null
        ? { channel: 'whatsapp', kind: 'text', text: toText(body(), { bold: '*' }) }
        : approved(template.whatsapp, fillAll(template, template.whatsapp.parameters, view).map(onOneLine))
    case 'letter': {
      const sections = body()
      const title = line(template.subject)
      return { channel: 'letter', letter: toLetter(sections, title, input), text: `${title}\n\n${toText(sections)}` }
    }
    case 'call': {
      const script = toText(body())
      return { channel: 'call', script, text: script }
    }
  }
}

const onOneLine = (filled: string): string => plain(filled).replace(/\s+/g, ' ').trim()

/** WhatsApp refuses parameters with line breaks, tabs or more than three spaces in a row; on one line they are one space. */
function approved(whatsapp: NonNullable<TemplateDefinition['whatsapp']>, parameters: readonly string[]): MessageContent {
  const empty = parameters.indexOf('')
  if (empty >= 0) throw new CompositionError(`parameter {${empty + 1}} of the WhatsApp template is empty`)
  const text = whatsapp.text.trim().replace(/\{(\d+)\}/g, (place, number: string) => parameters[Number(number) - 1] ?? place)
  return {
    channel: 'whatsapp',
    kind: 'template',
    template: whatsapp.name,
    parameters,
    text,
    ...(whatsapp.withDocument !== undefined && { withDocument: whatsapp.withDocument }),
  }
}

function mismatch({ channel, phase, debtor, addressee }: ComposeInput, template: TemplateDefinition): string | undefined {
  const fits =
    template.channel === channel &&
    template.phase === phase &&
    template.language === addressee.language &&
    template.kinds.includes(debtor.kind)
  return fits ? undefined : `template ${template.name} is not for ${channel}, ${phase}, ${addressee.language}, ${debtor.kind}`
}

/** What would make the message wrong in law or in arithmetic. */
function contradiction(input: ComposeInput): string | undefined {
  const { claims, amount, statement, payBy, legalEnd, debtor } = input
  if (input.phase === 'preference') return claims.length === 0 && amount === 0 ? undefined : 'a question about preference is about no claim'
  // Wki art. 11(1): only under the registered name, and with the number of the register.
  if (input.wki && input.creditor.wkiNumber === null) return 'who collects under the Wki needs a register number'
  // An answer asks for no money; it may name claims.
  if (input.phase === 'reply') return undefined
  if (claims.length === 0) return 'a message lists at least one claim'
  // An instalment is a part of what is open; everything else is paid whole.
  if (input.phase !== 'instalment' && claims.reduce((sum, claim) => sum + claim.open, 0) !== amount)
    return 'the claims do not add up to the amount'
  if (amount <= 0 || toPayNow(input) <= 0) return 'there is nothing to pay'
  if (statement && statement.principal !== amount) return 'the statement does not add up to the amount'
  if (input.phase === 'formal-notice' && debtor.kind === 'consumer') {
    // Art. 6:96(6) BW: a term that is a day short cannot be repaired.
    if (payBy === null || legalEnd === null) return 'a formal notice to a consumer needs its last day'
    if (payBy < legalEnd) return 'a formal notice may not print a day before the end of the legal term'
  }
  if (input.phase === 'final-demand' && payBy === null && input.nextStep === null) return 'a final demand needs its last day'
  return undefined
}
