/** Arranges blocks as a letter: the parts that the page knows go to their places, all other text keeps its order. */
import { displayDate } from '#domain'
import type { LetterContent } from '#domain'
import type { Block, Line, Row, Section } from './blocks'
import { toPayNow } from './compose-input'
import type { ComposeInput } from './compose-input'
import { CompositionError } from './composition-error'
import { epcPayload } from './epc'
import { streetOf } from './view'

const PLACED = ['letterhead', 'references', 'claims', 'payment', 'closing'] as const
type Placed = (typeof PLACED)[number]

export function toLetter(sections: readonly Section[], title: string, input: ComposeInput): LetterContent {
  const { creditor, addressee } = input
  if (addressee.address === null) throw new CompositionError('a letter needs an address')
  const free = sections.map((section, index) => ({ section, index })).filter(({ section }) => !PLACED.includes(section.name as Placed))
  // An answer names claims and asks for no money.
  const asksMoney = input.claims.length > 0 && input.phase !== 'reply'
  const boxes = asksMoney
    ? Math.min(...(['payment', 'claims'] as const).map((name) => sections.indexOf(placed(sections, name))))
    : firstHeading(sections)
  return {
    address: { ...addressee.address, ...(addressee.attention === null ? {} : { attention: addressee.attention }) },
    returnAddress: [creditor.name, streetOf(creditor.address), `${creditor.address.postcode} ${creditor.address.city}`].join(', '),
    sender: texts(placed(sections, 'letterhead')).join('\n'),
    date: displayDate(input.sentOn, addressee.language),
    references: rowsOf(placed(sections, 'references')).map(({ label, value }) => ({ label: text(label), value: text(value) })),
    title,
    paragraphs: free.filter(({ index }) => index < boxes).flatMap(({ section }) => texts(section)),
    ...(asksMoney ? moneyIn(sections, input) : NO_MONEY),
    sections: free
      .filter(({ index }) => index >= boxes)
      .map(({ section }) => ({ heading: headingOf(section), paragraphs: texts(section, 'paragraph', 'list', 'rows') })),
    closing: texts(placed(sections, 'closing')),
    language: addressee.language,
  }
}

type Money = Pick<LetterContent, 'claimsHeading' | 'claims' | 'total' | 'paymentHeading' | 'payment' | 'qr'>
const NO_LINE = { label: '', amount: '' }
const NO_MONEY: Money = {
  claimsHeading: NO_LINE,
  claims: [],
  total: NO_LINE,
  paymentHeading: '',
  payment: [],
  qr: { payload: '', caption: '' },
}

function moneyIn(sections: readonly Section[], input: ComposeInput): Money {
  const [payment, claims] = [placed(sections, 'payment'), placed(sections, 'claims')]
  const [claimsHeading, ...lines] = rowsOf(claims)
  const total = lines.at(-1)
  if (!claimsHeading || !total?.total) throw new CompositionError('the table of claims needs a head and ends in a total')
  return {
    claimsHeading: amountLine(claimsHeading),
    claims: lines.slice(0, -1).map(amountLine),
    total: amountLine(total),
    paymentHeading: headingOf(payment),
    payment: rowsOf(payment).map(({ label, value }) => ({ label: text(label), value: text(value) })),
    qr: { payload: paymentCode(input), caption: texts(payment, 'paragraph').join(' ') },
  }
}

function placed(sections: readonly Section[], name: Placed): Section {
  const found = sections.find((section) => section.name === name)
  if (!found) throw new CompositionError(`the letter has no section ${name}`)
  return found
}

/** Where the text ends and the parts with a heading begin. */
const firstHeading = (sections: readonly Section[]): number =>
  sections.findIndex(({ name, blocks }) => !PLACED.includes(name as Placed) && blocks[0]?.kind === 'heading')

/** The link where the creditor chose it and there is one; else the transfer: a code that pays is better than none. */
function paymentCode(input: ComposeInput): string {
  const { creditor, paymentReference, paymentLink } = input
  const holds = creditor.payment.qr ?? 'transfer'
  if (holds === 'none') return ''
  if (holds === 'link' && paymentLink !== null) return paymentLink
  return epcPayload({ name: creditor.accountName, iban: creditor.iban, amount: toPayNow(input), reference: paymentReference })
}

const amountLine = ({ label, value }: Row): { label: string; amount: string } => ({ label: text(label), amount: text(value) })

export const rowsOf = (section: Section): readonly Row[] => section.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : []))

export function headingOf(section: Section): string {
  const [first] = section.blocks
  if (first?.kind !== 'heading') throw new CompositionError(`section ${section.name ?? 'without a name'} begins with a heading`)
  return text(first.line)
}

/** Paper has no links: the address is written out. No-break spaces stay, they keep an amount on one line. */
export function text(line: Line): string {
  return line
    .map(({ text: shown, href }) => (href?.startsWith('http') && href !== shown ? `${shown}: ${href}` : shown))
    .join('')
    .trim()
}

function texts(section: Section, ...kinds: readonly Block['kind'][]): string[] {
  return section.blocks
    .filter((block) => kinds.length === 0 || kinds.includes(block.kind))
    .flatMap((block) => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
          return [text(block.line)]
        case 'list':
          return block.items.map((item) => (section.name === 'letterhead' ? text(item) : `•  ${text(item)}`))
        case 'rows':
          return block.rows.map(({ label, value }) => `${text(label)}: ${text(value)}`)
      }
    })
}
