/** Lint of a template: is it short enough to read, complete, friendly, and silent where others read along? Run before publishing. */
import type { MessageContent, Phase, TemplateDefinition } from '#domain'
import { sectionsOf } from './blocks'
import type { Section } from './blocks'
import { compose } from './compose'
import type { ComposeInput } from './compose-input'
import type { LintFinding } from './lint-finding'
import { fill } from './liquid'
import { exposedIn, PREVIEW_SIGNS } from './lint-exposure'
import { sentenceFindings } from './lint-sentences'
import { smsFindings } from './lint-sms'
import { INCOME, WORDS, found } from './lint-words'
import { variableFindings } from './lint-variables'
import { SAMPLE_PRODUCT, sampleInput } from './sample'
import { lineText } from './to-text'
import { viewOf } from './view'

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
      ...sentenceFindings(linesOf(sections)),
      ...wordFindings(template, [textOf(content), textOf(open)].join('\n')),
      ...[...exposures(content, sections), ...exposures(open, sections)].flatMap((text) => exposureFindings(text, input)),
      ...wayOut(content, input),
      ...(content.channel === 'sms' ? smsFindings(content.text) : []),
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
    case 'sms':
      return []
    case 'call':
      return ['opening', 'identify', 'listen', 'agree', 'closing', 'voicemail', ...(help ? ['cannot-pay'] : [])]
    case 'whatsapp':
      return ['phase', 'payment', 'reply', 'sender', ...beforehand, ...(help ? ['cannot-pay', 'crossed'] : [])]
    case 'email':
    case 'letter':
      return ['phase', 'claims', 'payment', 'reply', 'terms', 'sender', ...beforehand, ...(help ? ['cannot-pay', 'crossed'] : [])]
  }
}

const linesOf = (sections: readonly Section[]): string[] =>
  sections
    .filter(({ name }) => name !== 'letterhead')
    .flatMap((section) => section.blocks)
    .flatMap((block) => {
      const lines = block.kind === 'paragraph' ? [block.line] : block.kind === 'list' ? block.items : []
      return lines.map((line) => lineText(line))
    })

function wordFindings({ language }: TemplateDefinition, text: string): LintFinding[] {
  return [
    ...found(WORDS[language].difficult, text).map((detail): LintFinding => ({ code: 'difficult-word', detail })),
    ...found(WORDS[language].threatening, text).map((detail): LintFinding => ({ code: 'threatening-word', detail })),
    ...found(INCOME, text).map((detail): LintFinding => ({ code: 'mentions-income', detail })),
  ]
}

function textOf(content: MessageContent): string {
  return content.channel === 'email' ? [content.subject, content.preheader, content.text].join('\n') : content.text
}

/** What can be read or heard by others before the debtor opens the message or has said who they are. */
function exposures(content: MessageContent, sections: readonly Section[]): string[] {
  switch (content.channel) {
    case 'sms':
      return [content.text]
    case 'email':
      return [content.preheader]
    case 'call':
      return sections
        .filter(({ name }) => name === 'opening' || name === 'identify' || name === 'voicemail')
        .map((section) => sectionText(section))
    case 'whatsapp':
      return [content.text.slice(0, PREVIEW_SIGNS)]
    case 'letter':
      return []
  }
}

const sectionText = (section: Section): string =>
  section.blocks
    .flatMap((block) =>
      block.kind === 'rows' ? block.rows.flatMap((row) => [row.label, row.value]) : block.kind === 'list' ? block.items : [block.line],
    )
    .map((line) => lineText(line))
    .join(' ')

function exposureFindings(text: string, input: ComposeInput): LintFinding[] {
  const shown = [
    ...exposedIn(text, [input.amount, ...input.claims.map((claim) => claim.open)]),
    ...[SAMPLE_PRODUCT].filter((sign) => text.includes(sign)),
  ]
  return shown.map((detail): LintFinding => ({ code: 'shows-too-much', detail }))
}

/** An SMS says who it is from, how to check or answer it, and how to stop. */
function wayOut(content: MessageContent, { creditor }: ComposeInput): LintFinding[] {
  if (content.channel !== 'sms') return []
  return [creditor.name, creditor.phone, 'STOP']
    .filter((part) => !content.text.includes(part))
    .map((detail): LintFinding => ({ code: 'no-way-out', detail }))
}
