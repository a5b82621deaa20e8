/** The shipped mappings each read a sample of their export; a mapping or a file that does not fit is refused with its reason. */
import { ConfigurationError, parseImportMapping } from '#settings'
import { ImportFileError, readClaims } from '#portfolio'
import { all, sample, shippedMapping, shippedMappings, streamOf } from '../support/portfolio-mapping'

const claimsOf = async (name: string, file: string) =>
  (await all(readClaims(sample(file), shippedMapping(name)))).map((line) => (line.kind === 'claim' ? line.claim : line))

test('every shipped mapping is one that boots', () => {
  expect(
    shippedMappings()
      .map((mapping) => mapping.name)
      .sort(),
  ).toEqual([
    'afas-open-items',
    'camt-053',
    'demo-open-items',
    'exact-open-items',
    'generic',
    'generic-json',
    'payments-generic',
    'twinfield-open-items',
  ])
})

test('an export in the style of Exact Online', async () => {
  expect(await claimsOf('exact-open-items', 'exact-open-items.csv')).toMatchObject([
    {
      reference: '26700123',
      kind: 'claim',
      issuedOn: '2026-12-01',
      dueOn: '2026-12-31',
      open: 121_000,
      purchaseOrder: 'PO-77',
      project: 'P26-1',
      flags: [],
      debtor: {
        reference: '10001',
        kind: 'business',
        name: 'Drukkerij De Fabel B.V.',
        contactPerson: 'H. Proefstra',
        language: 'nl',
        address: { street: 'Schetskade', houseNumber: '12', addition: 'B', postcode: '1234 AB', country: 'NL' },
        email: 'info@fabel.example',
        invoiceEmail: 'facturen@fabel.example',
        phone: '+31101000001',
        sms: '+31612340001',
        kvk: '99900001',
      },
    },
    {
      reference: '26700124',
      kind: 'credit-note',
      open: -2_500,
      original: -2_500,
      debtor: {
        kind: 'consumer',
        name: 'Modelman; J.',
        language: 'en',
        address: { street: 'Plein 1899', houseNumber: '7', addition: 'bis' },
      },
    },
  ])
})

test('an export in the style of Twinfield', async () => {
  expect(await claimsOf('twinfield-open-items', 'twinfield-open-items.csv')).toMatchObject([
    {
      reference: 'VRK 202600015',
      invoiceNumber: 'F-15',
      issuedOn: '2026-12-04',
      dueOn: '2027-01-03',
      original: 151_250,
      open: 51_250,
      debtor: {
        attention: 'Afdeling crediteuren',
        email: 'a@schets.example',
        reminderEmail: 'b@schets.example',
        iban: 'NL91ABNA0417164300',
      },
    },
    { invoiceNumber: 'C-16', kind: 'credit-note', original: -5_000, open: -5_000 },
  ])
})

test('an export in the style of AFAS: a title above the heads, Windows-1252, the last reminder as history', async () => {
  expect(await claimsOf('afas-open-items', 'afas-open-items.csv')).toMatchObject([
    {
      reference: '2600871',
      original: 8_900,
      description: 'Contributie “winter”',
      history: { lastPhase: 'reminder', on: '2026-12-28' },
      debtor: { kind: 'consumer', name: 'van der Fabel-Eé', address: { houseNumber: '9', addition: 'A' }, sms: '+31612340009' },
    },
    { reference: '2600872', open: 200_000, history: null, debtor: { kind: 'business', phone: '+31101000002' } },
  ])
})

test('the generic CSV form', async () => {
  expect(await claimsOf('generic', 'generic.csv')).toMatchObject([
    {
      reference: 'A-1',
      original: 6_250,
      open: 6_250,
      debtor: { income: { calendar: 'nl-aow' }, phone: '+31101000003' },
      representative: {
        role: 'administrator',
        name: 'Bewindvoering Testinga',
        instead: true,
        address: { name: 'Bewindvoering Testinga', street: 'Modelhof', houseNumber: '3', postcode: '9876 ZX' },
      },
    },
    {
      reference: 'A-2',
      flags: ['missing-number', 'missing-date', 'missing-kvk-or-vat', 'missing-description'],
      representative: null,
      debtor: {
        kind: 'consumer',
        address: { street: 'Rue du Modèle', houseNumber: '', postcode: '75001', country: 'FR' },
        sms: '+33612345678',
      },
    },
  ])
})

test('the generic JSON form', async () => {
  expect(await claimsOf('generic-json', 'generic.json')).toMatchObject([
    { reference: 'A-1', open: 6_250, debtor: { online: false, address: { houseNumber: '1' } } },
    { reference: 'A-2', open: 100_000, original: 125_000, debtor: { email: 'kladstra@voorbeeld.example' } },
  ])
})

test.each([
  ['a misspelt field', { columns: { refrence: 'Ref' } }, /columns\.refrence: there is no such field/],
  ['a misspelt setting', { decimals: ',' }, /decimals should not exist/],
  ['a date form that is not known', { dates: 'mm/dd/yyyy' }, /dates must be one of/],
  ['no due date', { columns: { reference: 'R', open: 'O', debtorReference: 'D', debtorName: 'N' } }, /nothing fills dueOn or termDays/],
  ['a value map that is no map', { columns: { debtorKind: { column: 'T', values: 'P' } } }, /columns\.debtorKind\.values: must list/],
  [
    'attributes of something else',
    { attributes: { payment: { a: 'A' } } },
    /attributes\.payment: there are attributes of debtor and claim only/,
  ],
  ['an attribute that no filter could name', { attributes: { debtor: { 'a b': 'A' } } }, /attributes\.debtor\.a b: a name is a letter/],
  ['a field with a column and a constant', { constants: { open: '1' } }, /constants\.open: the field also has a column/],
])('a mapping with %s is refused with its place', (_, change, message) => {
  const columns = { reference: 'R', open: 'O', dueOn: 'V', debtorReference: 'D', debtorName: 'N' }
  const parse = () => parseImportMapping({ name: 'mine', columns, ...change }, 'config/imports/mine.yaml')
  expect(parse).toThrow(ConfigurationError)
  expect(parse).toThrow(message)
  expect(parse).toThrow('config/imports/mine.yaml')
})

test('a file that the mapping is not for is refused whole, naming what is missing and what there is', async () => {
  const read = all(readClaims(streamOf('Klant;Bedrag\r\n1;2\r\n'), shippedMapping('exact-open-items')))
  await expect(read).rejects.toThrow(ImportFileError)
  await expect(read).rejects.toThrow('reads reference from "Factuurnummer", but the file has these columns: Klant, Bedrag')
})

test('a wrong delimiter is named as such', async () => {
  await expect(all(readClaims(streamOf('reference,open\r\n1,2\r\n'), shippedMapping('generic')))).rejects.toThrow(
    "is the mapping's delimiter right?",
  )
})

test.each(['generic', 'generic-json'])('an empty file is refused (%s)', async (name) => {
  await expect(all(readClaims(streamOf(''), shippedMapping(name)))).rejects.toThrow('the file is empty')
})

test('a payments mapping is not taken for claims', async () => {
  await expect(all(readClaims(streamOf('a;b\r\n'), shippedMapping('payments-generic')))).rejects.toThrow('reads payments, not claims')
})
