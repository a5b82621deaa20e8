/** Renders blocks as plain text: e-mail's text part, WhatsApp, SMS, the script of a call, the copy of a letter. */
import type { Block, Line, Section } from './blocks'
import type { Span } from './inline'

/** Signs that a channel uses for bold; none by default. */
export interface TextStyle {
  readonly bold: string
}
const PLAIN: TextStyle = { bold: '' }

export function toText(sections: readonly Section[], style: TextStyle = PLAIN): string {
  return sections
    .map(({ name, blocks }) => blocks.map((block) => blockText(name === 'claims' ? headed(block) : block, style)).join(''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function blockText(block: Block, style: TextStyle): string {
  switch (block.kind) {
    case 'heading':
      return `${style.bold}${lineText(block.line)}${style.bold}\n`
    case 'paragraph':
      return `${lineText(block.line, style)}\n\n`
    case 'list':
      return `${block.items.map((item) => `- ${lineText(item, style)}`).join('\n')}\n\n`
    case 'rows':
      return `${block.rows.map((row) => `${lineText(row.label)}: ${valueText(row.value)}`).join('\n')}\n\n`
  }
}

/** The head of a table says nothing between lines of text. */
const headed = (block: Block): Block => (block.kind === 'rows' ? { ...block, rows: block.rows.slice(1) } : block)

/** Beside its label, a link is best as the bare address. */
const valueText = (value: Line): string => (value.length === 1 && value[0]?.href?.startsWith('http') ? value[0].href : lineText(value))

/** A no-break space is for the eye only; here it would be copied along. */
export const lineText = (line: Line, style: TextStyle = PLAIN): string =>
  line
    .map((span) => spanText(span, style))
    .join('')
    .replaceAll('\u00A0', ' ')
    .trim()

function spanText({ text, strong, href }: Span, { bold }: TextStyle): string {
  const shown = href === null || href === text || !href.startsWith('http') ? text : `${text}: ${href}`
  return strong && bold && shown.trim() ? `${bold}${shown}${bold}` : shown
}
