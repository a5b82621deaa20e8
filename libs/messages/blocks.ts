/**
 * Blocks: the one form from which HTML, plain text and a letter are made, so that they cannot differ.
 * `::: name` … `:::` a section · `# ` a heading · `- ` a list item · `a | b` a row · `= a | b` a total · anything else a paragraph.
 */
import { CompositionError } from './composition-error'
import { spansOf } from './inline'
import type { Span } from './inline'

export type Line = readonly Span[]

export type Block =
  | { readonly kind: 'heading'; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }

export interface Row {
  readonly label: Line
  readonly value: Line
  readonly total: boolean
}

export interface Section {
  /** Name after `:::`; null for what stands outside any section. */
  readonly name: string | null
  readonly blocks: readonly Block[]
}

type Piece =
  | { kind: 'blank' }
  | { kind: 'heading'; line: string }
  | { kind: 'item'; line: string }
  | { kind: 'text'; line: string }
  | { kind: 'row'; label: string; value: string; total: boolean }

export function sectionsOf(markup: string): readonly Section[] {
  const sections: { name: string | null; pieces: Piece[] }[] = [{ name: null, pieces: [] }]
  for (const raw of markup.split('\n')) {
    // Conditions inside a line leave gaps behind.
    const line = raw.trim().replace(/ {2,}/g, ' ')
    const fence = /^:::\s*([a-z-]*)$/.exec(line)
    const current = sections.at(-1)
    if (!fence) current?.pieces.push(pieceOf(line))
    else if (fence[1] && current?.name !== null)
      throw new CompositionError(`section ${fence[1]} begins inside section ${current?.name ?? ''}`)
    else sections.push({ name: fence[1] || null, pieces: [] })
  }
  if (sections.at(-1)?.name != null) throw new CompositionError(`section ${sections.at(-1)?.name ?? ''} has no end`)
  return sections.map(({ name, pieces }) => ({ name, blocks: blocksOf(pieces) })).filter(({ blocks }) => blocks.length > 0)
}

/** A separator that data did not bring: data has its bars escaped. */
const SEPARATOR = /(?<!\\) \| ?/

function pieceOf(line: string): Piece {
  if (line === '') return { kind: 'blank' }
  if (line.startsWith('# ')) return { kind: 'heading', line: line.slice(2) }
  if (line.startsWith('- ')) return { kind: 'item', line: line.slice(2) }
  const total = line.startsWith('= ')
  const [label, value, ...more] = (total ? line.slice(2) : line).split(SEPARATOR)
  if (label === undefined || value === undefined) return { kind: 'text', line }
  if (more.length > 0) throw new CompositionError('a row has two columns')
  return { kind: 'row', label, value, total }
}

/** Neighbours of one kind belong together: lines of a paragraph, items of a list, rows of a table. */
function blocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = []
  let text: string[] = []
  let items: Line[] = []
  let rows: Row[] = []
  const close = (except?: Piece['kind']): void => {
    if (except !== 'text' && text.length > 0) {
      blocks.push({ kind: 'paragraph', line: spansOf(text.join(' ')) })
      text = []
    }
    if (except !== 'item' && items.length > 0) {
      blocks.push({ kind: 'list', items })
      items = []
    }
    if (except !== 'row' && rows.length > 0) {
      blocks.push({ kind: 'rows', rows })
      rows = []
    }
  }
  for (const piece of pieces) {
    // A blank line ends a paragraph only: loops and conditions of a template leave blank lines between items and rows.
    if (piece.kind === 'blank') {
      if (text.length > 0) close()
      continue
    }
    close(piece.kind)
    switch (piece.kind) {
      case 'heading':
        blocks.push({ kind: 'heading', line: spansOf(piece.line) })
        break
      case 'text':
        text.push(piece.line)
        break
      case 'item':
        items.push(spansOf(piece.line))
        break
      case 'row':
        rows.push({ label: spansOf(piece.label), value: spansOf(piece.value), total: piece.total })
        break
    }
  }
  close()
  return blocks
}
