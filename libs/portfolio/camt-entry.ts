/** One entry of a statement as rows: of a batch one for each part, when the parts are the amount; else the entry as it is. */
import { createHash } from 'node:crypto'
import type { Cents } from '#domain'
import { parseAmount } from './amount'
import type { SourceRow } from './source-row'

type Fields = ReadonlyMap<string, string>

export interface StatementEntry {
  /** IBAN of the creditor's account. */
  readonly account: string
  /** By the path of their elements below the entry; of each part below that. */
  readonly fields: Fields
  readonly parts: readonly Fields[]
}

/** The names of ISO 20022; `Id` and `Reference` are ours. */
export const STATEMENT_COLUMNS = [
  'Id',
  'BookgDt',
  'ValDt',
  'Amt',
  'Ccy',
  'CdtDbtInd',
  'Reference',
  'EndToEndId',
  'RfrdDocInf',
  'RmtInf',
  'Dbtr',
  'DbtrAcct',
  'RtrInf',
] as const
type Cells = Readonly<Record<(typeof STATEMENT_COLUMNS)[number], string>>
type Row = Pick<SourceRow, 'columns' | 'cells'>

/** Bank transaction codes of money that came in and went back: an unpaid or reversed direct debit, a transfer that was returned. */
const WENT_BACK: readonly string[] = ['UPDD', 'PRDD', 'RCDD', 'RRTN', 'RPCR']
/** What banks write where there is none. */
const SAYS_NOTHING = /^(NOTPROVIDED|NONREF|NONE|0+|-)$/i
/** A reference and nothing else: a word with a digit, or digits in groups. */
const BARE_REFERENCE = /^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}/._-]{2,34}$|^\d[\d .]{5,24}\d$/u

export function rowsOfEntry({ account, fields, parts }: StatementEntry): Row[] {
  if ((fields.get('Sts/Cd') ?? fields.get('Sts')) !== 'BOOK') return []
  const several = parts.length > 1 && addsUp(fields, parts) ? parts : null
  const whole = parts.length === 1 ? parts[0]! : NOTHING
  return (several ?? [whole]).flatMap((part, place) => {
    const isIn = directionOf(fields, part) === 'CRDT'
    if (!isIn && !wentBack(fields, part)) return []
    const cells = cellsOf(fields, part, several ? amountOf(part) : moneyOf(fields))
    return [toRow({ ...cells, Id: idOf(account, fields, several ? `#${place + 1}` : '', cells) })]
  })
}

const NOTHING: Fields = new Map()
const toRow = (cells: Cells): Row => ({ columns: STATEMENT_COLUMNS, cells: STATEMENT_COLUMNS.map((column) => cells[column]) })
const first = (fields: Fields, ...names: readonly string[]): string =>
  names.map((name) => fields.get(name)).find((text) => text !== undefined && !SAYS_NOTHING.test(text)) ?? ''
const directionOf = (fields: Fields, part: Fields): string => first(part, 'CdtDbtInd') || first(fields, 'CdtDbtInd')

interface Amount {
  readonly amount: string
  readonly currency: string
}
const moneyAt = (fields: Fields, path: string): Amount => ({
  amount: (fields.get(path) ?? '').replace(/(\.\d\d)0+$/, '$1'),
  currency: fields.get(`${path}@Ccy`) ?? '',
})
const moneyOf = (fields: Fields): Amount => moneyAt(fields, 'Amt')
const amountOf = (part: Fields): Amount => (part.has('Amt') ? moneyOf(part) : moneyAt(part, 'AmtDtls/TxAmt/Amt'))

/** Costs, or amounts in another currency, make parts that are not the entry: then it is one payment, and a person says of whom. */
function addsUp(fields: Fields, parts: readonly Fields[]): boolean {
  const signed = (of: Amount, direction: string): Cents => (parseAmount(of.amount, '.') ?? NaN) * (direction === 'DBIT' ? -1 : 1)
  const { currency } = moneyOf(fields)
  return (
    parts.every((part) => amountOf(part).currency === currency) &&
    parts.reduce((sum, part) => sum + signed(amountOf(part), directionOf(fields, part)), 0) ===
      signed(moneyOf(fields), directionOf(fields, NOTHING))
  )
}

const family = (fields: Fields): string => first(fields, 'BkTxCd/Domn/Fmly/SubFmlyCd')
const wentBack = (fields: Fields, part: Fields): boolean =>
  ['true', '1'].includes(first(fields, 'RvslInd')) ||
  [...part.keys()].some((name) => name.startsWith('RtrInf/')) ||
  WENT_BACK.includes(family(part)) ||
  WENT_BACK.includes(family(fields))

function cellsOf(fields: Fields, part: Fields, { amount, currency }: Amount): Omit<Cells, 'Id'> {
  const direction = directionOf(fields, part)
  const said = first(part, 'RmtInf/Ustrd') || first(part, 'AddtlTxInf') || first(fields, 'AddtlNtryInf')
  const structured = first(part, 'RmtInf/Strd/CdtrRefInf/Ref')
  // Money of ours that comes back is no payment of a debtor, whatever references it carries.
  const isOurs = direction === 'CRDT' && wentBack(fields, part)
  const endToEnd = first(part, 'Refs/EndToEndId')
  return {
    BookgDt: first(fields, 'BookgDt/Dt') || first(fields, 'BookgDt/DtTm').slice(0, 10),
    ValDt: first(fields, 'ValDt/Dt') || first(fields, 'ValDt/DtTm').slice(0, 10),
    Amt: amount,
    Ccy: currency,
    CdtDbtInd: direction,
    Reference: isOurs ? '' : structured || (BARE_REFERENCE.test(said) ? said : ''),
    EndToEndId: isOurs ? '' : endToEnd,
    RfrdDocInf: isOurs ? '' : first(part, 'RmtInf/Strd/RfrdDocInf/Nb'),
    RmtInf: [said, ...(isOurs ? [structured, endToEnd] : [structured])].filter((text) => text !== '').join(' '),
    Dbtr: nameOf(part, direction === 'CRDT' ? ['Dbtr', 'UltmtDbtr'] : ['Dbtr', 'UltmtDbtr', 'Cdtr']),
    DbtrAcct: first(part, 'RltdPties/DbtrAcct/Id/IBAN', ...(direction === 'CRDT' ? [] : ['RltdPties/CdtrAcct/Id/IBAN'])),
    RtrInf: first(part, 'RtrInf/Rsn/Cd'),
  }
}

const nameOf = (part: Fields, roles: readonly string[]): string =>
  first(part, ...roles.flatMap((role) => [`RltdPties/${role}/Nm`, `RltdPties/${role}/Pty/Nm`]))

/** By the bank's reference; its reversal may carry the same. A number that only counts entries says too little, so what they say goes with it. */
function idOf(account: string, fields: Fields, place: string, cells: Omit<Cells, 'Id'>): string {
  const [bank, number] = [first(fields, 'AcctSvcrRef'), first(fields, 'NtryRef')]
  const money = `${cells.CdtDbtInd}${cells.Amt}`
  if (bank !== '') return `${account}/${bank}/${money}${place}`.slice(0, 200)
  if (number === '') return ''
  return `${account}/${number}/${money}/${createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 16)}${place}`.slice(
    0,
    200,
  )
}
