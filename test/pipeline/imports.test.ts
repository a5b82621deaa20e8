/** Files of open items, twice, interrupted, late and with claims missing: nothing is loaded twice and no ladder starts again. */
import { readFile } from 'node:fs/promises'
import type { ClaimId, DebtorId, LocalDate } from '#domain'
import { ImportInterrupted, publishedMapping, type ImportReport } from '#pipeline'
import { editClaim, openDispute, endDispute } from '#store'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, DAY, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'
import { importingIn, row, type Row } from './importing'

let bench: PipeBench
const { claimsFile, load, loadPayments, claim, ledgerAddsUp } = importingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterEach(() => ledgerAddsUp())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const standingHolds = async (): Promise<string[]> =>
  (
    await bench.database.query<{ what: string }>(
      `select c.reference || ' ' || h.kind as what from hold h join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id where h.lifted_at is null order by 1`,
    )
  ).map(({ what }) => what)
/** Everything an import may change, as one text. */
async function everything(): Promise<string> {
  const tables = [
    'claim',
    'ledger_entry',
    'debtor',
    'debtor_person',
    'contact_point',
    'claim_step',
    'hold',
    'journey',
    'consent',
    'payment',
    'contact_event',
    'promise_to_pay',
  ]
  const seen = await Promise.all(
    tables.map(async (table) => bench.database.query(`select to_jsonb(t) - 'recorded_at' as row from ${table} t order by 1`)),
  )
  return JSON.stringify(seen)
}

test('the same file twice changes nothing, not even a version', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile([
    row('1', '125,00'),
    row('2', '60,00'),
    row('3', '0,00'),
    row('4', '-10,00', { kind: 'credit-note', original: '-10,00', debtorReference: 'D-1', email: 'klant1@voorbeeld.example' }),
  ])
  expect(await load(creditor, file)).toMatchObject({ loaded: 4, changed: 0, refused: 0 })
  await rest(bench)
  const before = await everything()
  expect(await load(creditor, file, true)).toMatchObject({ loaded: 0, changed: 0, unchanged: 4, held: 0 })
  expect(await everything()).toBe(before)
  expect((await attempts(bench, creditor)).map(({ debtor, amount }) => `${debtor} ${amount}`).sort()).toEqual(['D-1 11500', 'D-2 6000'])
})

test('a claim missing from a full export rests at once, also with a message on its way; back in the export it goes on', async () => {
  const creditor = await addCreditor(bench)
  await load(creditor, await claimsFile([row('1', '125,00'), row('2', '125,00')]), true)
  expect(await load(creditor, await claimsFile([row('2', '125,00')]), true)).toMatchObject({ held: 1 })
  expect(await standingHolds()).toEqual(['1 absent-from-export'])
  await playUntil(bench, after(TUESDAY, DAY))
  expect((await attempts(bench, creditor)).map(({ debtor }) => debtor)).toEqual(['D-2'])
  // Listed again, with another amount or the same: it is owed.
  await load(creditor, await claimsFile([row('1', '125,00'), row('2', '125,00')]), true)
  expect(await standingHolds()).toEqual([])
  await playUntil(bench, after(TUESDAY, 2 * DAY))
  expect((await attempts(bench, creditor)).map(({ debtor }) => debtor).sort()).toEqual(['D-1', 'D-2'])
})

test('a queued message is not sent once its claim is missing from the export, or withdrawn', async () => {
  const creditor = await addCreditor(bench, { live: false })
  await load(creditor, await claimsFile([row('1', '125,00'), row('2', '125,00')]), true)
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['planned', 'planned'])
  await load(creditor, await claimsFile([row('2', '125,00', { kind: 'withdrawn' })]), true)
  await bench.database.query(`update contact_attempt set state = 'queued' where state = 'planned'`)
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['suppressed', 'suppressed'])
  expect(await claim('2')).toEqual({ open: 0, state: 'withdrawn' })
})

test('what happened before counts: the ladder goes on after the last phase, also after a second import', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile([
    row('1', '125,00', { dueOn: '01-12-2026', issuedOn: '15-11-2026', historyPhase: 'reminder', historyOn: '20-12-2026' }),
  ])
  await load(creditor, file)
  await rest(bench)
  await load(creditor, file)
  await playUntil(bench, after(TUESDAY, 2 * DAY))
  expect((await attempts(bench, creditor)).map(({ step }) => step)).toEqual(['formal-notice'])
})

test('more time that a person gave is not taken back by an export that has not heard of it; more time from the export moves a running term', async () => {
  const creditor = await addCreditor(bench)
  const told = (dueOn: string): Promise<string> =>
    claimsFile([
      row('1', '125,00', {
        dueOn,
        issuedOn: '15-11-2026',
        historyPhase: 'formal-notice',
        historyOn: '20-12-2026',
        historyPayBy: '20-01-2027',
      }),
    ])
  const days = (): Promise<readonly unknown[]> =>
    bench.database.query(
      `select c.due_on::text as due, t.pay_by::text as end from claim c join claim_step t on t.creditor_id = c.creditor_id and t.claim_id = c.id where c.reference = '1'`,
    )
  const older = await told('01-12-2026')
  await load(creditor, older)
  const [of] = await bench.database.query<{ id: string; debtorId: DebtorId }>(
    `select id, debtor_id as "debtorId" from claim where reference = '1'`,
  )
  await bench.database.transaction((sql) =>
    editClaim(sql, { creditorId: creditor.id, debtorId: of!.debtorId }, of!.id, { dueOn: '2026-12-08' as LocalDate }, bench.now),
  )
  expect(await days()).toEqual([{ due: '2026-12-08', end: '2027-01-27' }])
  expect(await load(creditor, older)).toMatchObject({ changed: 0, unchanged: 1 })
  expect(await days()).toEqual([{ due: '2026-12-08', end: '2027-01-27' }])
  expect(await load(creditor, await told('10-12-2026'))).toMatchObject({ changed: 1 })
  expect(await days()).toEqual([{ due: '2026-12-10', end: '2027-01-29' }])
})

test('what is said to have happened on a day that is still to come is refused, with the field and why; the rest loads', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile([
    row('1', '125,00', { mobile: '0612340001', whatsappConsentedOn: '13-01-2027' }),
    row('2', '125,00', { historyPhase: 'reminder', historyOn: '12-12-2027' }),
    row('3', '125,00', { mobile: '0612340003', whatsappConsentedOn: '12-01-2027' }),
    row('4', '125,00', { historyPhase: 'formal-notice', historyOn: '20-12-2026', historyPayBy: '08-12-2026' }),
  ])
  const { loaded, refused, errorFile } = await load(creditor, file)
  expect({ loaded, refused }).toEqual({ loaded: 1, refused: 3 })
  const told = await readFile(errorFile ?? '', 'utf8')
  expect(told).toContain('whatsappConsentedOn"" is a day that is still to come')
  expect(told).toContain('historyOn"" is a day that is still to come')
  expect(told).toContain('historyPayBy"" lies before the day of that contact')
  expect(await bench.database.query('select given_on from consent')).toHaveLength(1)
})

test('a claim withdrawn here stays so when the export still tells its old amount, and when a payment of before bounces', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile([row('1', '125,00')])
  await load(creditor, file)
  await loadPayments(creditor, ['paid;2027-01-11;25,00;1;'])
  const [known] = await bench.database.query<{ id: ClaimId; debtorId: DebtorId }>('select id, debtor_id as "debtorId" from claim')
  const debtor = { creditorId: creditor.id, debtorId: known!.debtorId }
  await bench.database.transaction(async (sql) => {
    const dispute = await openDispute(sql, debtor, known!.id, null, bench.now)
    await endDispute(sql, debtor, dispute!, { outcome: 'upheld', on: '2027-01-12' as LocalDate }, bench.now)
  })
  expect(await load(creditor, file)).toMatchObject({ changed: 0, unchanged: 1 })
  expect(await load(creditor, await claimsFile([row('1', '110,00', { dueOn: '08-01-2027' })]))).toMatchObject({ changed: 1 })
  await loadPayments(creditor, ['bounced;2027-01-12;-25,00;1;'])
  await rest(bench)
  expect((await claim('1'))?.state).toBe('withdrawn')
  expect(await attempts(bench, creditor)).toEqual([])
})

test('an import that is stopped goes on where its last chunk ended, and ends as if nothing had been', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile(Array.from({ length: 9_000 }, (_, index) => row(String(index), index % 100 === 0 ? 'abc' : '125,00')))
  const stop = new AbortController()
  stop.abort()
  await expect(load(creditor, file, true, stop.signal)).rejects.toThrow(ImportInterrupted)
  const [halfway] = await bench.database.query<{ n: number }>('select count(*)::int as n from claim')
  expect(halfway?.n).toBeGreaterThan(900)
  expect(halfway?.n).toBeLessThan(3_000)
  const report = await load(creditor, file, true)
  expect(report).toMatchObject({ loaded: 8_910, refused: 90, held: 0 })
  expect(report.resumedAt).toBeGreaterThan(0)
})

const column = (name: string): { columns: string[]; join: boolean; values: null; otherwise: null } => ({
  columns: [name],
  join: false,
  values: null,
  otherwise: null,
})
const attributesOf = (): Promise<unknown[]> =>
  bench.database.query(
    'select d.attributes as debtor, c.attributes as claim, c.product, d.version from claim c join debtor d on d.creditor_id = c.creditor_id and d.id = c.debtor_id',
  )

test('attributes and products come with the file; another value asks for a review, a cell left empty changes nothing', async () => {
  const creditor = await addCreditor(bench)
  const attributes = { debtor: { region: column('Regio') }, claim: { area: column('Regio') } }
  const read = async (more: Row): Promise<ImportReport> =>
    load(creditor, await claimsFile([row('1', '125,00', more)]), false, undefined, { attributes })
  await read({ Regio: 'Noord', product: 'huur' })
  expect(await attributesOf()).toEqual([{ debtor: { region: 'Noord' }, claim: { area: 'Noord' }, product: 'huur', version: 1 }])
  expect(await read({})).toMatchObject({ changed: 0 })
  expect(await attributesOf()).toEqual([{ debtor: { region: 'Noord' }, claim: { area: 'Noord' }, product: 'huur', version: 1 }])
  expect(await read({ Regio: 'Zuid', product: 'huur' })).toMatchObject({ changed: 1 })
  expect(await attributesOf()).toEqual([{ debtor: { region: 'Zuid' }, claim: { area: 'Zuid' }, product: 'huur', version: 2 }])
})

test('a mapping that reads a nationality is refused, under whatever name, until the creditor is allowed to', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile([row('1', '125,00', { Nationaliteit: 'X' })])
  const { mapping } = await publishedMapping(bench.database, creditor.id, 'generic')
  const asAttribute = { attributes: { debtor: { group: column('Nationaliteit') }, claim: {} } }
  for (const more of [asAttribute, { fields: { ...mapping.fields, project: column('Nationaliteit') } }]) {
    await expect(load(creditor, file, false, undefined, more)).rejects.toThrow(
      /"Nationaliteit": origin, nationality and country of birth are not imported/,
    )
  }
  expect(await claim('1')).toBeUndefined()
  await load({ ...creditor, sensitiveAttributesAllowed: true }, file, false, undefined, asAttribute)
  expect(await attributesOf()).toMatchObject([{ debtor: { group: 'X' } }])
})

test('two imports of the same claims at the same moment load each once', async () => {
  const creditor = await addCreditor(bench)
  const file = await claimsFile(Array.from({ length: 6_000 }, (_, index) => row(String(index), '125,00')))
  // As a person does who runs one file under two names: neither waits for the other.
  const other = await claimsFile(Array.from({ length: 6_000 }, (_, index) => row(String(5_999 - index), '125,00')))
  await Promise.all([load(creditor, file), load(creditor, other)])
  expect(
    await bench.database.query(
      'select (select count(*) from claim)::int as claims, (select count(*) from debtor)::int as debtors, (select count(*) from ledger_entry)::int as entries',
    ),
  ).toEqual([{ claims: 6_000, debtors: 6_000, entries: 6_000 }])
})
