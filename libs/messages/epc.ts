/** The payment QR code's content: EPC069-12, version 002, as bank apps read it. */
import { decimal } from '#domain'
import type { Cents } from '#domain'
import { isValidIBAN } from 'ibantools'
import { CompositionError } from './composition-error'

export interface CreditTransfer {
  readonly name: string
  readonly iban: string
  readonly amount: Cents
  /** A creditor reference (ISO 11649, `RF…`) goes in as structured; anything else, a betalingskenmerk too, as text. */
  readonly reference: string
}

const MOST_BYTES = 331

export function epcPayload({ name, iban, amount, reference }: CreditTransfer): string {
  const account = iban.replace(/\s/g, '').toUpperCase()
  if (!isValidIBAN(account)) throw new CompositionError('payment code: the IBAN is not valid')
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > 99_999_999_999)
    throw new CompositionError('payment code: the amount must lie between 0.01 and 999999999.99')
  const said = oneLine(reference)
  const structured = isCreditorReference(said)
  if (said === '' || said.length > 140) throw new CompositionError('payment code: the reference must have 1 to 140 characters')
  // Banks match on the account; a name longer than the field is cut, as they do themselves.
  const holder = [...oneLine(name)].slice(0, 70).join('')
  if (holder === '') throw new CompositionError('payment code: the name of the account is missing')
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    holder,
    account,
    `EUR${decimal(amount)}`,
    '',
    structured ? said.replace(/\s/g, '') : '',
    structured ? '' : said,
  ]
  // Nothing may follow the last element in use.
  const payload = lines.join('\n').replace(/\n+$/, '')
  if (new TextEncoder().encode(payload).length > MOST_BYTES) throw new CompositionError(`payment code: longer than ${MOST_BYTES} bytes`)
  return payload
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** ISO 11649: letters count from A = 10, and the number modulo 97 is 1. */
function isCreditorReference(text: string): boolean {
  const compact = text.replace(/\s/g, '').toUpperCase()
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(compact)) return false
  const digits = [...(compact.slice(4) + compact.slice(0, 4))].map((sign) => Number.parseInt(sign, 36).toString()).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}
