/** Amounts as exports write them, to cents and back: decimal comma or point, thousands apart, the minus before or behind. */
import { type Cents, decimal, type ImportMapping, parseCents } from '#domain'

type DecimalMark = ImportMapping['decimal']

const SHAPES: Readonly<Record<DecimalMark, RegExp>> = {
  ',': /^(?:\d+|\d{1,3}(?:[. ]\d{3})+)(?:,(?:\d{1,2}|-))?$/,
  '.': /^(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.\d{1,2})?$/,
}

/** Digits, and two behind the mark or none: what exports mostly write. */
const PLAIN: Readonly<Record<DecimalMark, RegExp>> = { ',': /^\d{1,9}(?:,\d\d)?$/, '.': /^\d{1,9}(?:\.\d\d)?$/ }

/** Of what is longer a pattern would look at every place from every other. */
const LONGEST = 60

/** `€ 1.234,50`, `1234,5`, `-12,00`, `12,00-`, `(12,00)`, `25,-`; undefined when it is anything else, such as a third decimal. */
export function parseAmount(text: string, mark: DecimalMark): Cents | undefined {
  if (PLAIN[mark].test(text)) return text.at(-3) === mark ? Number(text.slice(0, -3)) * 100 + Number(text.slice(-2)) : Number(text) * 100
  if (text.length > LONGEST) return undefined
  const bare = text
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/^EUR|^€|EUR$|€$/i, '')
    .trim()
  const signed = /^([-\u2212+(]?)\s*(?:€\s*)?([^-+()]*?(?:,-)?)\s*([-\u2212)]?)$/.exec(bare)
  if (!signed) return undefined
  const [, before = '', digits = '', behind = ''] = signed
  if ((before === '(') !== (behind === ')')) return undefined
  if (isMinus(before) && isMinus(behind)) return undefined
  if (!SHAPES[mark].test(digits)) return undefined
  const [whole = '', fraction = ''] = digits.split(mark)
  const cents = parseCents(`${whole.replace(/[., ]/g, '')}.${fraction === '-' || fraction === '' ? '00' : fraction}`)
  if (cents === undefined || !Number.isSafeInteger(cents)) return undefined
  return cents !== 0 && (isMinus(before) || isMinus(behind) || before === '(') ? -cents : cents
}

const isMinus = (sign: string): boolean => sign === '-' || sign === '\u2212'

/** `1234,50`: how an export with this mark writes it. */
export const formatAmount = (cents: Cents, mark: DecimalMark): string => decimal(cents).replace('.', mark)
