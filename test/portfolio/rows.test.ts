/** One row: each fault has its sentence, and each kind of cell its meaning. */
import type { ImportedClaim, ImportMapping } from '#domain'
import { type ClaimOptions, readClaims } from '#portfolio'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'

const SOUND = {
  reference: 'A-1',
  invoiceNumber: '2027-1',
  issuedOn: '16-12-2026',
  dueOn: '15-01-2027',
  open: '62,50',
  description: 'Contributie',
  debtorReference: 'D-1',
  debtorName: 'C. Voorbeeldsma',
}
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

async function readRow(change: Record<string, string>, options?: ClaimOptions, mapping: ImportMapping = shippedMapping('generic')) {
  const row = { ...SOUND, ...change }
  const text = `${Object.keys(row).join(';')}\n${Object.values(row).map(quoted).join(';')}\n`
  const [line] = await all(readClaims(streamOf(text), mapping, options))
  if (!line) throw new Error('the row is lost')
  return line
}
async function claimOf(change: Record<string, string>, options?: ClaimOptions): Promise<ImportedClaim> {
  const line = await readRow(change, options)
  if (line.kind === 'error') throw new Error(JSON.stringify(line.errors))
  return line.claim
}

describe('a row with one fault says which, and nothing else', () => {
  const address = { street: 'Modelhof', houseNumber: '3', postcode: '1234 AB', city: 'Proefwijk' }
  const someone = { representativeRole: 'administrator', representativeName: 'Bewindvoering Testinga' }
  test.each<[string, string, Record<string, string>]>([
    ['reference', '"reference" is missing', { reference: '' }],
    ['dueOn', '"dueOn" is missing', { dueOn: '' }],
    ['dueOn', '"dueOn" is not an existing date as dd-mm-yyyy (31-01-2027)', { dueOn: '31-02-2027' }],
    ['dueOn', '"dueOn" is not an existing date as dd-mm-yyyy (31-01-2027)', { dueOn: '2027-01-31' }],
    ['dueOn', '"dueOn" is not an existing date as dd-mm-yyyy (31-01-2027)', { dueOn: '15-01-0207' }],
    ['dueOn', '"dueOn" lies before the date of the invoice', { dueOn: '15-12-2026' }],
    ['issuedOn', '"issuedOn" is not an existing date as dd-mm-yyyy (31-01-2027)', { issuedOn: '29-02-2026' }],
    ['open', '"open" is missing', { open: '' }],
    ['open', '"open" is not an amount such as 1234,50', { open: 'n.v.t.' }],
    ['open', '"open" is not an amount such as 1234,50', { open: '62.50' }],
    ['original', '"original" is not an amount such as 1234,50', { original: '1.23,50' }],
    ['kind', '"kind" is none of claim, credit-note, withdrawn', { kind: 'factuur' }],
    ['currency', '"currency" is not EUR, the only currency so far', { currency: 'USD' }],
    ['invoiceDocument', '"invoiceDocument" is not a path below the folder of the documents', { invoiceDocument: '../../etc/passwd' }],
    ['invoiceDocument', '"invoiceDocument" is not a path below the folder of the documents', { invoiceDocument: 'C:\\facturen\\1.pdf' }],
    ['debtorReference', '"debtorReference" is missing', { debtorReference: '' }],
    ['debtorName', '"debtorName" is missing', { debtorName: '' }],
    ['debtorKind', '"debtorKind" is none of consumer, business', { debtorKind: 'P' }],
    ['language', '"language" is none of nl, en', { language: 'de' }],
    ['segment', '"segment" is none of standard, loyal, notorious', { segment: 'vip' }],
    ['preferredChannel', '"preferredChannel" is none of email, sms, whatsapp, letter, call', { preferredChannel: 'fax' }],
    ['online', '"online" is neither yes nor no', { online: 'soms' }],
    ['email', '"email" is not an e-mail address', { email: 'c.voorbeeld@example' }],
    ['email', '"email" is not an e-mail address', { email: 'a@example.nl; b@example.nl' }],
    ['invoiceEmail', '"invoiceEmail" is not an e-mail address', { invoiceEmail: 'facturen' }],
    ['phone', '"phone" is not a phone number; write it in full, with + and the country when it is not Dutch', { phone: '612340001234' }],
    ['mobile', '"mobile" is not a phone number; write it in full, with + and the country when it is not Dutch', { mobile: '06-1234' }],
    [
      'whatsappConsentedOn',
      '"whatsappConsentedOn" is not an existing date as dd-mm-yyyy (31-01-2027)',
      { mobile: '0612340001', whatsappConsentedOn: 'ja' },
    ],
    [
      'income',
      '"income" is not a pay day such as 25, last, weekly friday, 4-weekly dd-mm-yyyy (31-01-2027), or the name of an income calendar',
      { income: '32' },
    ],
    ['incomeRoll', '"incomeRoll" is neither preceding (ervoor) nor following (erna)', { income: '25', incomeRoll: 'soms' }],
    ['iban', '"iban" is not a valid IBAN', { iban: 'NL91ABNA0417164301' }],
    ['kvk', '"kvk" is not a KvK number of 8 digits', { kvk: '1234567' }],
    ['vatNumber', '"vatNumber" is not a VAT number such as NL123456789B01', { vatNumber: 'NL12345678B01' }],
    ['postcode', '"postcode" is not a Dutch postcode such as 1234 AB', { ...address, postcode: '0234 AB' }],
    ['postcode', '"postcode" is not a Dutch postcode such as 1234 AB', { ...address, postcode: '1234 SS' }],
    ['postcode', '"postcode" is missing', { ...address, postcode: '' }],
    ['houseNumber', '"houseNumber" is missing, and the street names none', { ...address, houseNumber: '' }],
    ['country', '"country" is not a two-letter country code such as NL', { ...address, country: 'Holland' }],
    ['historyOn', '"historyOn" is missing', { historyPhase: 'reminder' }],
    ['historyPhase', '"historyPhase" is missing', { historyOn: '01-12-2026' }],
    [
      'historyPhase',
      '"historyPhase" is none of welcome, receipt-check, pre-due, due-day, reminder, formal-notice, final-demand, escalation',
      { historyPhase: 'brief', historyOn: '01-12-2026' },
    ],
    ['representativeRole', '"representativeRole" is missing', { representativeName: 'Bewindvoering Testinga' }],
    ['representativeEmail', '"representativeEmail" is not an e-mail address', { ...someone, representativeEmail: '@' }],
    [
      'representativePostcode',
      '"representativePostcode" is missing',
      { ...someone, representativeStreet: 'Modelhof 1', representativeCity: 'Proefwijk' },
    ],
  ])('%s: %s', async (field, reason, change) => {
    const line = await readRow(change)
    expect(line).toMatchObject({ kind: 'error', line: 2, errors: [{ field, reason }] })
    expect(line.kind === 'error' && line.errors).toHaveLength(1)
    expect(line.kind === 'error' && line.raw).toEqual({ ...SOUND, ...change })
  })
})

test('a row with several faults tells all of them at once', async () => {
  const line = await readRow({ dueOn: '30-02-2027', open: 'x', email: 'y', iban: 'z' })
  expect(line.kind === 'error' && line.errors.map((error) => error.field)).toEqual(['dueOn', 'open', 'email', 'iban'])
})

test('reasons carry no personal data: they may be logged', async () => {
  const line = await readRow({ email: 'geheim@', phone: '0612', debtorName: 'Geheim Persoon', iban: 'NL00GEHEIM' })
  expect(JSON.stringify(line.kind === 'error' && line.errors)).not.toMatch(/geheim|0612/i)
})

describe('contact points', () => {
  test.each(['phone', 'mobile', 'whatsapp'])('a landline is called and never texted, also when it stands under %s', async (column) => {
    const { debtor } = await claimOf({ [column]: '010-1000001', whatsappConsentedOn: '01-12-2026' })
    expect(debtor).toMatchObject({ phone: '+31101000001' })
    expect(debtor).not.toHaveProperty('sms')
    expect(debtor).not.toHaveProperty('whatsapp')
  })
  test('a mobile is called and texted, in whatever way it is written', async () => {
    for (const mobile of ['0612340001', '06-1234 0001', '+31 6 12340001', '0031612340001', '(06) 12 34 00 01', '=+31612340001'.slice(1)]) {
      expect((await claimOf({ mobile })).debtor).toMatchObject({ phone: '+31612340001', sms: '+31612340001' })
    }
  })
  test('WhatsApp needs consent: a number without it is kept and says so, a consent without a number is for the mobile', async () => {
    expect((await claimOf({ whatsapp: '0612340002' })).debtor.whatsapp).toEqual({ number: '+31612340002', consentedOn: null })
    expect((await claimOf({ mobile: '0612340001', whatsappConsentedOn: '01-06-2026' })).debtor.whatsapp).toEqual({
      number: '+31612340001',
      consentedOn: '2026-06-01',
    })
    expect((await claimOf({ mobile: '0612340001' })).debtor).not.toHaveProperty('whatsapp')
  })
  test('what a row does not say is absent, so that it overwrites nothing', async () => {
    expect((await claimOf({})).debtor).toEqual({ reference: 'D-1', kind: 'consumer', name: 'C. Voorbeeldsma' })
  })
})

test.each<[string, Record<string, string>, unknown]>([
  ['a day of the month', { income: '25' }, { every: 'month', day: 25, roll: 'preceding' }],
  ['a day with its roll', { income: '10', incomeRoll: 'erna' }, { every: 'month', day: 10, roll: 'following' }],
  ['the last day', { income: 'laatste' }, { every: 'month', day: 'last', roll: 'preceding' }],
  ['weekly', { income: 'Wekelijks Vrijdag' }, { every: 'week', weekday: 'friday', roll: 'preceding' }],
  ['weekly in English', { income: 'weekly thursday' }, { every: 'week', weekday: 'thursday', roll: 'preceding' }],
  ['four-weekly', { income: '4-wekelijks 11-03-2027' }, { every: 'four-weeks', anchor: '2027-03-11', roll: 'preceding' }],
  ['a calendar', { income: 'nl-aow' }, { calendar: 'nl-aow' }],
])('a pay day: %s', async (_, change, income) => {
  expect((await claimOf(change)).debtor.income).toEqual(income)
})

test('an income calendar that does not exist is refused where the calendars are known', async () => {
  const line = await readRow({ income: 'nl-aov' }, { incomeCalendars: ['nl-aow', 'nl-duo'] })
  expect(line).toMatchObject({
    errors: [{ field: 'income', reason: '"income" names an income calendar that is not there; there are nl-aow, nl-duo' }],
  })
  expect((await claimOf({ income: 'nl-aow' }, { incomeCalendars: ['nl-aow'] })).debtor.income).toEqual({ calendar: 'nl-aow' })
})

test.each([
  [
    { street: 'Modelhof', houseNumber: '12-B' },
    { street: 'Modelhof', houseNumber: '12', addition: 'B' },
  ],
  [
    { street: 'Modelhof', houseNumber: '12 bis' },
    { street: 'Modelhof', houseNumber: '12', addition: 'bis' },
  ],
  [
    { street: 'Modelhof', houseNumber: '12', addition: 'hs' },
    { street: 'Modelhof', houseNumber: '12', addition: 'hs' },
  ],
  [{ street: 'Modelhof 12' }, { street: 'Modelhof', houseNumber: '12' }],
  [{ street: 'Modelhof 12b' }, { street: 'Modelhof', houseNumber: '12', addition: 'b' }],
  [{ street: 'Modelhof 12 2' }, { street: 'Modelhof', houseNumber: '12', addition: '2' }],
  [{ street: 'Modelhof 12-14' }, { street: 'Modelhof', houseNumber: '12', addition: '14' }],
  [{ street: 'Plein 1899 12' }, { street: 'Plein 1899', houseNumber: '12' }],
  [{ street: '2e Verzonnen Dwarsstraat 5 hs' }, { street: '2e Verzonnen Dwarsstraat', houseNumber: '5', addition: 'hs' }],
  [{ street: 'Postbus 100' }, { street: 'Postbus', houseNumber: '100' }],
])('street, house number and addition stand apart: %p', async (cells, parts) => {
  const { debtor } = await claimOf({ ...cells, postcode: '1234AB', city: 'Proefwijk' })
  expect(debtor.address).toEqual({ name: 'C. Voorbeeldsma', postcode: '1234 AB', city: 'Proefwijk', country: 'NL', ...parts })
})

describe('what counts', () => {
  test("money in the debtor's favour is a credit note, with or without a due date", async () => {
    expect(await claimOf({ open: '-12,00', dueOn: '' })).toMatchObject({
      kind: 'credit-note',
      open: -1_200,
      original: -1_200,
      dueOn: '2026-12-16',
    })
    expect(await claimOf({ kind: 'credit-note', open: '12,00' })).toMatchObject({ kind: 'credit-note', open: -1_200, original: -1_200 })
  })
  test('a withdrawn claim stays named as such', async () => {
    expect(await claimOf({ kind: 'Withdrawn' })).toMatchObject({ kind: 'withdrawn', open: 6_250 })
  })
  test('a due date follows from the invoice date and the term', async () => {
    expect((await claimOf({ dueOn: '', termDays: '30' })).dueOn).toBe('2027-01-15')
  })
  test('what was sent before comes along, so that no ladder starts again', async () => {
    const history = {
      historyPhase: 'formal-notice',
      historyOn: '20-12-2026',
      historyPayBy: '08-01-2027',
      historyCosts: '40,00',
      historyProof: 'brief.pdf',
    }
    expect((await claimOf(history)).history).toEqual({
      lastPhase: 'formal-notice',
      on: '2026-12-20',
      payBy: '2027-01-08',
      costsAnnounced: 4_000,
      proof: 'brief.pdf',
    })
  })
  test('a KvK number makes a business of who is not called anything', async () => {
    expect((await claimOf({ kvk: '9990 0001' })).debtor).toMatchObject({ kind: 'business', kvk: '99900001' })
    expect((await claimOf({ kvk: '99900001', debtorKind: 'consumer' })).debtor.kind).toBe('consumer')
  })
  test('an administrator is addressed instead of the debtor, a counsellor beside them, unless the row says otherwise', async () => {
    const instead = async (change: Record<string, string>) =>
      (await claimOf({ representativeName: 'X', ...change })).representative?.instead
    expect(await instead({ representativeRole: 'administrator' })).toBe(true)
    expect(await instead({ representativeRole: 'counsellor' })).toBe(false)
    expect(await instead({ representativeRole: 'accounts-contact', representativeInstead: 'ja' })).toBe(true)
  })
})

describe('an invoice that lacks something is flagged and loads (R48)', () => {
  test('number, date, description', async () => {
    expect((await claimOf({ invoiceNumber: '', issuedOn: '', description: '' })).flags).toEqual([
      'missing-number',
      'missing-date',
      'missing-kvk-or-vat',
      'missing-description',
    ])
  })
  test('the supplier is known from the row, or from the creditor', async () => {
    expect((await claimOf({})).flags).toEqual(['missing-kvk-or-vat'])
    expect((await claimOf({ supplierKvk: '99900000' })).flags).toEqual([])
    expect((await claimOf({}, { supplier: { kvk: null, vatNumber: 'NL999000000B01' } })).flags).toEqual([])
    expect((await claimOf({}, { supplier: { kvk: null, vatNumber: null } })).flags).toEqual(['missing-kvk-or-vat'])
  })
})
