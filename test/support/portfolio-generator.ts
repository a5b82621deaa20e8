/**
 * Makes an open-items export of invented debtors, the same for the same seed, row by row for any number of debtors.
 * `npx swc test/support -d data/generator && node data/generator/test/support/portfolio-generator.js > config/demo/open-items.csv`
 */
import { CITIES, FIRM_NAMES, FIRM_WORK, HOME_WORK, INITIALS, PAY_DAYS, STREETS, SURNAMES, TRADES } from './portfolio-words'
import { Dice } from './dice'
import { addressOf, ibanOf, landline, mobileOf, pad, postcode } from './portfolio-addresses'

export const DEMO_START = '2027-01-04'
export const COLUMNS = [
  'Boekstuk',
  'Factuurnummer',
  'Soort',
  'Factuurdatum',
  'Vervaldatum',
  'Bedrag',
  'Openstaand',
  'Omschrijving',
  'Uw ordernummer',
  'Project',
  'Laatste actie',
  'Datum actie',
  'Betalen voor',
  'Aangezegde kosten',
  'Bewijs',
  'Debiteur',
  'Type',
  'Naam',
  'T.a.v.',
  'Contactpersoon',
  'Taal',
  'Klantgroep',
  'Digitaal',
  'Voorkeur',
  'Adres',
  'Huisnummer',
  'Postcode',
  'Plaats',
  'Land',
  'E-mail',
  'E-mail facturen',
  'Telefoon',
  'Mobiel',
  'WhatsApp akkoord',
  'Betaaldag',
  'Valt in weekend',
  'IBAN',
  'KvK',
  'Btw-nummer',
  'Rol gemachtigde',
  'Gemachtigde',
  'E-mail gemachtigde',
  'Telefoon gemachtigde',
  'Adres gemachtigde',
  'Postcode gemachtigde',
  'Plaats gemachtigde',
] as const
export type Row = Partial<Record<(typeof COLUMNS)[number], string>>

export interface PortfolioSize {
  readonly debtors: number
  readonly seed: number
  readonly start?: string
}

const day = (start: string, days: number): string => {
  const [year, month, date] = new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10).split('-')
  return `${date}-${month}-${year}`
}
const euro = (cents: number): string => {
  const [whole = '', fraction] = (Math.abs(cents) / 100).toFixed(2).split('.')
  return `${cents < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`
}

export function* portfolioRows({ debtors, seed, start = DEMO_START }: PortfolioSize): Generator<Row> {
  const dice = new Dice(seed)
  let claim = 0
  for (let number = 1; number <= debtors; number++) {
    const firm = dice.chance(28)
    const debtor = { ...(firm ? firmOf(dice, number) : consumerOf(dice, number, start)), ...addressOf(dice, firm) }
    const howMany = dice.of([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4])
    for (let nth = 0; nth < howMany; nth++) yield { ...claimOf(dice, ++claim, firm, start), ...debtor }
  }
}

function claimOf(dice: Dice, number: number, firm: boolean, start: string): Row {
  const lateness = dice.chance(18) ? -dice.between(0, 6) : dice.chance(30) ? -dice.between(7, 44) : dice.between(1, 40)
  const term = firm ? 30 : 14
  const amount = firm ? dice.between(15_000, 800_000) : dice.between(1_995, 42_000)
  const credit = dice.chance(2)
  const open = dice.chance(8) ? Math.round(amount * 0.6) : amount
  return {
    Boekstuk: `VRK-${pad(number, 6)}`,
    Factuurnummer: dice.chance(1) ? '' : `2026${pad(number, 5)}`,
    Soort: credit ? 'C' : dice.chance(1) ? 'I' : 'F',
    Factuurdatum: dice.chance(1) ? '' : day(start, -lateness - term),
    Vervaldatum: day(start, -lateness),
    Bedrag: euro(credit ? -amount : amount),
    Openstaand: euro(credit ? -open : open),
    Omschrijving: dice.chance(1) ? '' : dice.of(firm ? FIRM_WORK : HOME_WORK),
    'Uw ordernummer': firm && dice.chance(50) ? `PO-${dice.between(1000, 9999)}` : '',
    Project: firm && dice.chance(30) ? `P26-${dice.between(100, 999)}` : '',
    ...(credit ? {} : historyOf(dice, lateness, open, number, start)),
  }
}

/** What the bookkeeper did by hand before: a reminder, or a 14-day letter with its proof and costs. */
function historyOf(dice: Dice, lateness: number, open: number, number: number, start: string): Row {
  if (lateness < 9 || !dice.chance(lateness > 22 ? 60 : 35)) return {}
  if (lateness <= 22 || dice.chance(30))
    return { 'Laatste actie': 'herinnering', 'Datum actie': day(start, -dice.between(1, lateness - 7)) }
  const ago = dice.between(3, lateness - 20)
  const costs = Math.max(
    4_000,
    Math.round(Math.min(open, 250_000) * 0.15 + Math.max(0, Math.min(open - 250_000, 250_000)) * 0.1 + Math.max(0, open - 500_000) * 0.05),
  )
  return {
    'Laatste actie': 'aanmaning',
    'Datum actie': day(start, -ago),
    'Betalen voor': day(start, 21 - ago),
    'Aangezegde kosten': euro(costs),
    Bewijs: `brieven/2026/${pad(number, 6)}.pdf`,
  }
}

function consumerOf(dice: Dice, number: number, start: string): Row {
  const surname = dice.of(SURNAMES)
  const english = dice.chance(12)
  const online = !dice.chance(8)
  const mobile = dice.chance(online ? 85 : 20)
  const consented = mobile && online && dice.chance(35)
  const payDay = dice.of(PAY_DAYS)
  return {
    Debiteur: `D${pad(number, 5)}`,
    Type: 'P',
    Naam: `${dice.of(INITIALS)} ${surname}`,
    Taal: english ? 'EN' : 'NL',
    Klantgroep: dice.of(['A', 'B', 'B', 'B', 'B', 'B', 'B', 'B', 'B', 'C']),
    Digitaal: online ? 'J' : 'N',
    Voorkeur: dice.of(['', '', '', '', '', 'mail', 'mail', 'sms', 'app', 'app', online ? 'bellen' : 'post']),
    'E-mail': online && dice.chance(90) ? `${surname.toLowerCase().replace(/[^a-z]/g, '')}.${number}@example.nl` : '',
    Telefoon: !online || dice.chance(10) ? landline(number) : '',
    Mobiel: mobile ? mobileOf(dice, number) : '',
    'WhatsApp akkoord': consented ? day(start, -dice.between(30, 400)) : '',
    Betaaldag: payDay === '4-wekelijks' ? `${payDay} ${day(start, dice.between(0, 27))}` : payDay,
    'Valt in weekend': payDay === '' || payDay.startsWith('nl-') ? '' : dice.chance(85) ? 'ervoor' : 'erna',
    IBAN: dice.chance(30) ? ibanOf(number) : '',
    ...(dice.chance(6) ? representativeOf(dice, number) : {}),
  }
}

function firmOf(dice: Dice, number: number): Row {
  const contact = `${dice.of(INITIALS)} ${dice.of(SURNAMES)}`
  return {
    Debiteur: `D${pad(number, 5)}`,
    Type: 'Z',
    Naam: `${dice.of(TRADES)} ${dice.of(FIRM_NAMES)} ${dice.of(['B.V.', 'V.O.F.', 'B.V.'])}`,
    'T.a.v.': dice.chance(40) ? 'Crediteurenadministratie' : '',
    Contactpersoon: contact,
    Taal: dice.chance(6) ? 'EN' : 'NL',
    Klantgroep: dice.of(['A', 'A', 'B', 'B', 'B', 'B', 'B', 'B', 'B', 'C']),
    Digitaal: 'J',
    Voorkeur: dice.of(['', '', '', 'mail', 'bellen', 'post']),
    'E-mail': `info.${number}@example.nl`,
    'E-mail facturen': dice.chance(50) ? `facturen.${number}@example.nl` : '',
    Telefoon: landline(number),
    Mobiel: dice.chance(30) ? mobileOf(dice, number) : '',
    KvK: `999${pad(number % 100_000, 5)}`,
    'Btw-nummer': `NL999${pad(number % 1_000_000, 6)}B01`,
    IBAN: dice.chance(50) ? ibanOf(number) : '',
    ...(dice.chance(10)
      ? {
          'Rol gemachtigde': 'administratie',
          Gemachtigde: `Administratiekantoor ${dice.of(SURNAMES)}`,
          'E-mail gemachtigde': `kantoor.${number}@example.nl`,
        }
      : {}),
  }
}

function representativeOf(dice: Dice, number: number): Row {
  const role = dice.of(['bewindvoerder', 'bewindvoerder', 'schuldhulp'])
  return {
    'Rol gemachtigde': role,
    Gemachtigde: role === 'schuldhulp' ? 'Schuldhulp Proefwijk' : `Bewindvoering ${dice.of(SURNAMES)}`,
    'E-mail gemachtigde': `dossier.${number}@example.nl`,
    'Telefoon gemachtigde': landline(number + 5_000),
    'Adres gemachtigde': `${dice.of(STREETS)} ${dice.between(1, 90)}`,
    'Postcode gemachtigde': postcode(dice),
    'Plaats gemachtigde': dice.of(CITIES),
  }
}

const cell = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
export const csvLine = (row: Row): string => `${COLUMNS.map((column) => cell(row[column] ?? '')).join(';')}\r\n`
export const HEAD = `\uFEFF${COLUMNS.join(';')}\r\n`

/** Rows with one fault each, as people type them; none of them may cost its neighbours anything. */
const FAULTS: readonly (readonly [number, Row])[] = [
  [20, { IBAN: 'NL91ABNA0417164301' }],
  [70, { 'E-mail': 'r.testinga@example' }],
  [110, { Vervaldatum: '30-02-2027' }],
  [150, { Openstaand: '125,5O' }],
  [190, { Postcode: '123 AB' }],
  [230, {}],
]

/** The demo's file: 200 debtors, and six faulty rows, the last of which repeats a reference. */
export function demoPortfolio(): string {
  const rows = [...portfolioRows({ debtors: 200, seed: 20270104 })]
  FAULTS.forEach(([place, fault], index) => {
    const neighbour = rows[place] ?? {}
    const own = `VRK-9${pad(index, 5)}`
    rows.splice(place, 0, { ...neighbour, Boekstuk: Object.keys(fault).length === 0 ? (rows[3]?.['Boekstuk'] ?? '') : own, ...fault })
  })
  return HEAD + rows.map(csvLine).join('')
}

if (require.main === module) process.stdout.write(demoPortfolio())
