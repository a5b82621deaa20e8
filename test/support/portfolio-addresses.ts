/** Invented addresses, telephone numbers and accounts, none of which is anybody's. */
import { ADDITIONS, CITIES, STREETS } from './portfolio-words'
import type { Dice } from './dice'

export const pad = (value: number, width: number): string => String(value).padStart(width, '0')

type Address = Partial<Record<'Adres' | 'Huisnummer' | 'Postcode' | 'Plaats' | 'Land', string>>

export function addressOf(dice: Dice, firm: boolean): Address {
  if (!firm && dice.chance(3)) return {}
  const street = dice.of(STREETS)
  const number = `${dice.between(1, 240)}${dice.of(ADDITIONS)}`
  const oneCell = dice.chance(25)
  return {
    Adres: oneCell ? `${street} ${number}` : street,
    Huisnummer: oneCell ? '' : number,
    Postcode: postcode(dice),
    Plaats: dice.of(CITIES),
    Land: 'NL',
  }
}

const LETTERS = 'ABCDEFGHJKLMNPRTUVWXZ'
export const postcode = (dice: Dice): string => {
  const digits = dice.between(1001, 9998)
  return `${digits}${dice.of(['', ' '])}${dice.of([...LETTERS])}${dice.of([...LETTERS])}`
}
/** Subscriber numbers do not begin with a 1, so that none of these rings anywhere. */
export const landline = (number: number): string => `010-1${pad(number % 1_000_000, 6)}`
export const mobileOf = (dice: Dice, number: number): string => {
  const local = number < 10_000 ? `1234${pad(number, 4)}` : `1${pad(number % 10_000_000, 7)}`
  return dice.of([`06-${local}`, `06 ${local.slice(0, 4)} ${local.slice(4)}`, `+316${local}`, `00316${local}`])
}

/** Check digits as a bank computes them (ISO 7064, mod 97-10), of a bank that does not exist. */
export function ibanOf(number: number): string {
  const account = pad(number, 10)
  const digits = [...`TEST${account}NL00`].map((char) => (/\d/.test(char) ? char : String(char.charCodeAt(0) - 55))).join('')
  return `NL${pad(98 - Number(BigInt(digits) % 97n), 2)}TEST${account}`
}
