/** Arranges blocks as a letter: the parts that the page knows go to their places, all other text keeps its order. */
import { displayDate } from '#domain'
import type { LetterContent } from '#domain'
import type { Block, Line, Row, Section } from './blocks'
import type { ComposeInput } from './compose-input'
import { CompositionError } from './composition-error'
import { epcPayload } from './epc'
import { streetOf } from './view'

const PLACED = ['letterhead', 'references', 'claims', 'payment', 'closing'] as const
type Placed = (typeof PLACED)[number]

export function toLetter(sections: readonly Section[], title: string, input: ComposeInput): LetterContent {
  const { creditor, addressee } = input
  if (addressee.address === null) throw new CompositionError('a letter needs an address')
  const placed = (name: Placed): Section => {
    const found = sections.find((section) => section.name === name)
    if (!found) throw new CompositionError(`the letter has no section ${name}`)
    return found
  }
  const [payment, claims] = [placed('payment'), placed('claims')]
  const [claimsHeading, ...lines] = rowsOf(claims)
  const total = lines.at(-1)
  if (!claimsHeading || !total?.total) throw new CompositionError('the table of claims needs a head and ends in a total')
  const free = sections.map((section, index) => ({ section, index })).filter(({ section }) => !PLACED.includes(section.name as Placed))
  const boxes = Math.min(sections.indexOf(payment), sections.indexOf(claims))
  return {
    address: { ...addressee.address, ...(addressee.attention === null ? {} : { attention: addressee.attention }) },
    returnAddress: [creditor.name, streetOf(creditor.address), `${creditor.address.postcode} ${creditor.address.city}`].join(', '),
    sender: texts(placed('letterhead')).join('\n'),
    date: displayDate(input.sentOn, addressee.language),
    references: rowsOf(placed('references')).map(({ label, value }) => ({ label: text(label), value: text(value) })),
    title,
    paragraphs: free.filter(({ index }) => index < boxes).flatMap(({ section }) => texts(section)),
    claimsHeading: amountLine(claimsHeading),
    claims: lines.slice(0, -1).map(amountLine),
    total: amountLine(total),
    paymentHeading: headingOf(payment),
    payment: rowsOf(payment).map(({ label, value }) => ({ label: text(label), value: text(value) })),
    qr: { payload: paymentCode(input), caption: texts(payment, 'paragraph').join(' ') },
    sections: free.filter(({ index }) => index > boxes).map(({ section }) => ({ heading: headingOf(section), paragraphs: texts(section, 'paragraph', 'list') })),
    closing: texts(placed('closing')),
    language: addressee.language,
  }
}

const paymentCode = ({ creditor, amount, costsDue, paymentReference }: ComposeInput): string =>
  epcPayload({ name: creditor.accountName, iban: creditor.iban, amount: amount + costsDue, reference: paymentReference })

const amountLine = ({ label, value }: Row): { label: string; amount: string } => ({ label: text(label), amount: text(value) })

const rowsOf = (section: Section): readonly Row[] => section.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : []))

function headingOf(section: Section): string {
  const [first] = section.blocks
  if (first?.kind !== 'heading') throw new CompositionError(`section ${section.name ?? 'without a name'} of a letter begins with a heading`)
  return text(first.line)
}

/** Paper has no links: the address is written out. No-break spaces stay, they keep an amount on one line. */
function text(line: Line): string {
  return line.map(({ text: shown, href }) => (href?.startsWith('http') && href !== shown ? `${shown}: ${href}` : shown)).join('').trim()
}

function texts(section: Section, ...kinds: readonly Block['kind'][]): string[] {
  return section.blocks.filter((block) => kinds.length === 0 || kinds.includes(block.kind)).flatMap((block) => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph': return [text(block.line)]
      case 'list': return block.items.map((item) => (section.name === 'letterhead' ? text(item) : `•  ${text(item)}`))
      case 'rows': return block.rows.map(({ label, value }) => `${text(label)}: ${text(value)}`)
    }
  })
}
