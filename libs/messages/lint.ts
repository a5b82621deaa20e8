/** Lint of a template: is it short enough to read, complete, friendly, and silent where others read along? Run before publishing. */
import { displayMoney } from '#domain'
import type { MessageContent, Phase, TemplateDefinition } from '#domain'
import { sectionsOf } from './blocks'
import type { Section } from './blocks'
import { compose } from './compose'
import type { ComposeInput } from './compose-input'
import type { LintFinding } from './lint-finding'
import { fill } from './liquid'
import { BETRAYING, WORDS, found } from './lint-words'
import { variableFindings } from './lint-variables'
import { SAMPLE_PRODUCT, sampleInput } from './sample'
import { smsSegments } from './sms'
import { lineText } from './to-text'
import { viewOf } from './view'

const MOST_WORDS_ON_AVERAGE = 12
const MOST_WORDS = 25
/** What a locked phone shows of a message at most. */
const PREVIEW_SIGNS = 120
const MOST_SEGMENTS = 2

/** Composes the template with samples for every kind of debtor it is meant for, one claim and several. */
export function lintTemplate(template: TemplateDefinition): readonly LintFinding[] {
  const findings = [
    ...variableFindings(template),
    ...template.kinds.flatMap((kind) => [false, true].flatMap((several) => lintSample(template, sampleInput(template, kind, several)))),
  ]
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.detail}`, finding])).values()]
}

function lintSample(template: TemplateDefinition, input: ComposeInput): LintFinding[] {
  try {
    const { content } = compose(input, template)
    const open = compose({ ...input, whatsappWindowOpen: true }, template).content
    const sections = sectionsOf(fill(template, template.body, viewOf(input)))
    const missing = mandatorySections(template).filter((name) => !sections.some((section) => section.name === name))
    return [
      ...missing.map((detail): LintFinding => ({ code: 'missing-section', detail })),
      ...sentenceFindings(sections),
      ...wordFindings(template, [textOf(content), textOf(open)].join('\n')),
      ...[...exposures(content, sections), ...exposures(open, sections)].flatMap((text) => exposureFindings(text, input)),
      ...wayOut(content, input),
      ...smsFindings(content),
    ]
  } catch (error) {
    return [{ code: 'cannot-compose', detail: error instanceof Error ? error.message : 'unknown' }]
  }
}

const HELP_PHASES: readonly Phase[] = ['reminder', 'formal-notice', 'final-demand', 'debit-failed']

/** R52, R99 to R101: what every message must say; help from the reminder on (R67, R68). */
function mandatorySections({ channel, phase }: TemplateDefinition): string[] {
  const help = HELP_PHASES.includes(phase)
  // R50: before anything is late it is said what to do when paying will not work.
  const beforehand = phase === 'welcome' ? ['cannot-pay'] : []
  // They ask for no money: there is nothing to pay, and nothing to be late with.
  if (phase === 'reply' || phase === 'preference') return channel === 'sms' ? [] : ['phase', 'reply', 'sender']
  switch (channel) {
    case 'sms': return []
    case 'call': return ['opening', 'identify', 'listen', 'agree', 'closing', 'voicemail', ...(help ? ['cannot-pay'] : [])]
    case 'whatsapp': return ['phase', 'payment', 'reply', 'sender', ...beforehand, ...(help ? ['cannot-pay', 'crossed'] : [])]
    case 'email':
    case 'letter': return ['phase', 'claims', 'payment', 'reply', 'terms', 'sender', ...beforehand, ...(help ? ['cannot-pay', 'crossed'] : [])]
  }
}

function sentenceFindings(sections: readonly Section[]): LintFinding[] {
  const sentences = sections.filter(({ name }) => name !== 'letterhead').flatMap((section) => section.blocks).flatMap((block) => {
    const lines = block.kind === 'paragraph' ? [block.line] : block.kind === 'list' ? block.items : []
    return lines.flatMap((line) => lineText(line).replace(/https?:\/\/\S+/g, 'link').split(/(?<=[.!?:])\s+/)).filter((sentence) => /\p{L}/u.test(sentence))
  })
  const lengths = sentences.map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length)
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const long = sentences.filter((_, index) => (lengths[index] ?? 0) > MOST_WORDS)
  return [
    ...(average > MOST_WORDS_ON_AVERAGE ? [{ code: 'sentences-too-long', detail: `${average.toFixed(1)} words on average` } as const] : []),
    ...long.map((detail): LintFinding => ({ code: 'sentence-too-long', detail })),
  ]
}

function wordFindings({ language }: TemplateDefinition, text: string): LintFinding[] {
  return [
    ...found(WORDS[language].difficult, text).map((detail): LintFinding => ({ code: 'difficult-word', detail })),
    ...found(WORDS[language].threatening, text).map((detail): LintFinding => ({ code: 'threatening-word', detail })),
  ]
}

function textOf(content: MessageContent): string {
  return content.channel === 'email' ? [content.subject, content.preheader, content.text].join('\n') : content.text
}

/** What can be read or heard by others before the debtor opens the message or has said who they are. */
function exposures(content: MessageContent, sections: readonly Section[]): string[] {
  switch (content.channel) {
    case 'sms': return [content.text]
    case 'email': return [content.preheader]
    case 'call': return sections.filter(({ name }) => name === 'opening' || name === 'identify' || name === 'voicemail').map((section) => sectionText(section))
    case 'whatsapp': return [content.text.slice(0, PREVIEW_SIGNS)]
    case 'letter': return []
  }
}

const sectionText = (section: Section): string =>
  section.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.flatMap((row) => [row.label, row.value]) : block.kind === 'list' ? block.items : [block.line])).map((line) => lineText(line)).join(' ')

function exposureFindings(text: string, input: ComposeInput): LintFinding[] {
  const amounts = [input.amount, ...input.claims.map((claim) => claim.open)].map((cents) => displayMoney(cents, input.addressee.language).replace(/[^\d.,]/g, ''))
  const shown = [...found(BETRAYING, text), ...found(['euro'], text), ...['€', ...amounts, SAMPLE_PRODUCT].filter((sign) => text.includes(sign))]
  return shown.map((detail): LintFinding => ({ code: 'shows-too-much', detail }))
}

/** An SMS says who it is from, how to check or answer it, and how to stop. */
function wayOut(content: MessageContent, { creditor }: ComposeInput): LintFinding[] {
  if (content.channel !== 'sms') return []
  return [creditor.name, creditor.phone, 'STOP'].filter((part) => !content.text.includes(part)).map((detail): LintFinding => ({ code: 'no-way-out', detail }))
}

/** Beyond GSM-7 a segment holds less than half, and costs as much. */
function smsFindings(content: MessageContent): LintFinding[] {
  if (content.channel !== 'sms') return []
  const { encoding, segments } = smsSegments(content.text)
  return [
    ...(encoding === 'gsm-7' ? [] : [{ code: 'sms-alphabet', detail: [...new Set(content.text)].filter((sign) => smsSegments(sign).encoding !== 'gsm-7').join(' ') } as const]),
    ...(segments > MOST_SEGMENTS ? [{ code: 'sms-too-long', detail: `${segments} segments, ${MOST_SEGMENTS} at most` } as const] : []),
  ]
}
