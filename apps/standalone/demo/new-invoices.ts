/** The file of new invoices that comes in near the end, so that its last morning has calls to make, replies to read and letters to send. */
import { addDays, decimal, type LocalDate } from '#domain'
import type { Dice } from './dice'

const COLUMNS = [
  'reference',
  'invoiceNumber',
  'issuedOn',
  'dueOn',
  'original',
  'open',
  'description',
  'product',
  'debtorReference',
  'debtorKind',
  'debtorName',
  'attention',
  'language',
  'preferredChannel',
  'street',
  'houseNumber',
  'postcode',
  'city',
  'country',
  'email',
  'mobile',
  'phone',
  'income',
  'online',
] as const
type Row = Partial<Record<(typeof COLUMNS)[number], string>>

/** What the sandbox carrier makes of an address that begins so, see its conventions: each is read, and answered in another sense. */
const ANSWERS = [
  'reply-paid',
  'reply-later',
  'reply-parts',
  'reply-dispute',
  'reply-question',
  'reply-later',
  'reply-paid',
  'reply-parts',
] as const
const NAMES = [
  'S. Voorbeeldsma',
  'T. Proefstra',
  'W. Testinga',
  'N. van Fictie',
  'L. Bedachtema',
  'O. de Verzinner',
  'R. Denkbeeldt',
  'I. Schijnstra',
] as const
const FIRMS = [
  'Bakkerij De Schets',
  'Drukkerij Proefsteen',
  'Garage Denkbeeld',
  'Restaurant De Fabel',
  'Kapsalon Het Voorbeeld',
  'Bloemenhuis Modelbouw',
  'Adviesbureau Fictie',
  'Bouwbedrijf De Schets',
  'Installatiebedrijf Proefsteen',
  'Schildersbedrijf De Fabel',
] as const

/** `last`: the day on which the play ends. */
export function newInvoices(last: LocalDate, dice: Dice): string {
  const rows = [
    ...ANSWERS.map((answer, index) => writer(answer, index, last)),
    ...FIRMS.map((name, index) => firm(name, index, last)),
    ...NAMES.slice(0, 4).map((name, index) => byLetter(name, index, last)),
    ...faulty(last),
  ]
  return [
    COLUMNS.join(';'),
    ...rows.map((row, index) => COLUMNS.map((column) => filled(row, index, last, dice)[column] ?? '').join(';')),
    '',
  ].join('\n')
}

/** Gets an advance notice in the last days, and writes back. */
const writer = (answer: string, index: number, last: LocalDate): Row => ({
  debtorReference: `N${100 + index}`,
  debtorName: NAMES[index],
  dueOn: dutch(addDays(last, index % 2)),
  email: `${answer}+${index}@nieuw.example`,
  mobile: `06 1239 00${10 + index}`,
  language: index === 4 ? 'en' : 'nl',
})

/** Owes since the day before the last, and is called on the last. */
const firm = (name: string, index: number, last: LocalDate): Row => ({
  debtorReference: `N${200 + index}`,
  debtorKind: 'business',
  debtorName: name,
  attention: 'Crediteurenadministratie',
  dueOn: dutch(addDays(last, -1)),
  email: `administratie.${index}@nieuw.example`,
  phone: `010-10009${10 + index}`,
})

/** Not online, so that the letters of the last day are not all of them legal ones. */
const byLetter = (name: string, index: number, last: LocalDate): Row => ({
  debtorReference: `N${300 + index}`,
  debtorName: name.replace(/^\S+/, 'H.'),
  dueOn: dutch(addDays(last, 3)),
  online: 'no',
  preferredChannel: 'letter',
})

/** Rows as they come from the keyboards of others: each is refused for a fault of its own. */
const faulty = (last: LocalDate): Row[] => [
  { debtorReference: 'N400', debtorName: 'P. Oefenberg', dueOn: '31-02-2027', email: 'oefenberg@nieuw.example' },
  { debtorReference: 'N401', debtorName: 'F. Kladstra', dueOn: dutch(last), open: 'nader te bepalen', email: 'kladstra@nieuw.example' },
  { debtorReference: 'N402', debtorName: 'E. Staalboek', dueOn: dutch(last), email: 'staalboek.nieuw.example' },
]

function filled(row: Row, index: number, last: LocalDate, dice: Dice): Row {
  const reference = `NW-${String(index + 1).padStart(4, '0')}`
  const amount = decimal(4_500 + Math.floor(dice(reference, 'amount') * 60_000)).replace('.', ',')
  return {
    reference,
    invoiceNumber: reference,
    issuedOn: dutch(addDays(last, -14)),
    original: amount,
    open: amount,
    description: 'Onderhoud warmtepomp',
    product: 'onderhoud',
    debtorKind: 'consumer',
    language: 'nl',
    street: 'Proeflaan',
    houseNumber: String(index + 1),
    postcode: '1234 AB',
    city: 'Voorbeelddam',
    country: 'NL',
    ...row,
  }
}

const dutch = (day: LocalDate): string => day.split('-').reverse().join('-')
