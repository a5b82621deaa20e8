/** Imports as an operator steers them: how a file is read, and an undo by which what nothing has acted on is as it was. */
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, HOUR, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

let bench: PipeBench
let creditor: Awaited<ReturnType<typeof addCreditor>>
let caller: ApiCaller
let home: string
beforeAll(async () => { bench = await openBench() })
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  caller = await openCaller(bench, [creditor.id])
  home = `/v1/creditors/${creditor.id}`
})
afterAll(async () => { await bench.close(); await endCarriers() })

interface Run { readonly id: string; readonly state: string; readonly undo: string | null; readonly withdrawn: number; readonly putBack: number; readonly kept: number; readonly loaded: number }
interface Row { readonly reference: string; readonly open: string; readonly debtor?: string }

const get = async <T>(path: string): Promise<T> => (await caller.call<T>('GET', `${home}${path}`)).body
const post = (path: string, body?: object): ReturnType<ApiCaller['call']> => caller.call('POST', `${home}${path}`, { body })

async function upload(rows: readonly Row[], mapping = 'generic'): Promise<Run> {
  const file = ['reference;original;open;dueOn;issuedOn;debtorReference;debtorName;email',
    ...rows.map(({ reference, open, debtor = `D-${reference}` }) => `${reference};150,00;${open};07-01-2027;24-12-2026;${debtor};A. Voorbeeldsma;${debtor.toLowerCase()}@voorbeeld.example`), ''].join('\n')
  const { body: { id } } = await caller.call<{ id: string }>('POST', `${home}/imports?kind=claims&mapping=${mapping}`, { headers: { 'content-type': 'text/csv' }, body: file })
  return reached(id, ({ state }) => state !== 'running')
}

async function reached(id: string, is: (run: Run) => boolean): Promise<Run> {
  for (let asked = 0; asked < 1_000; asked++) {
    const run = await get<Run>(`/imports/${id}`)
    if (is(run)) return run
  }
  throw new Error(`${id} stays as it is: ${JSON.stringify(bench.told)}`)
}

const undo = async (id: string): Promise<Run> => {
  expect((await post(`/imports/${id}/undo`)).status).toBe(202)
  return reached(id, (run) => run.undo === 'done')
}
const claims = async (): Promise<string[]> =>
  (await bench.database.query<{ text: string }>(
    `select split_part(reference, '~', 1) || ' ' || state || ' ' || open_cents as text from claim where creditor_id = $1 and open_cents = (select sum(amount_cents) from ledger_entry l where l.creditor_id = $1 and l.claim_id = claim.id) order by id`,
    [creditor.id])).map(({ text }) => text)
const sentTo = async (): Promise<string[]> => (await attempts(bench, creditor)).filter(({ state }) => state === 'handed-over').map(({ debtor }) => debtor).sort()

test('an import is undone as far as nothing followed from it: claims withdrawn, amounts put back, what is planned does not leave, and the rest is listed', async () => {
  const first = await upload([{ reference: 'A', open: '125,00' }, { reference: 'B', open: '125,00' }])
  await rest(bench)
  await post('/stop')
  bench.now = after(bench.now, HOUR)
  const second = await upload([{ reference: 'A', open: '150,00' }, { reference: 'B', open: '125,00' }, ...['C', 'D', 'E', 'F'].map((reference) => ({ reference, open: '80,00' }))])
  await rest(bench)
  expect((await attempts(bench, creditor)).filter(({ state }) => state === 'planned').map(({ debtor }) => debtor).sort()).toEqual(['D-C', 'D-D', 'D-E', 'D-F'])
  await pay(bench, creditor, 'D', 2_500)
  const { body: found } = await caller.call<{ items: { id: string }[] }>('POST', `${home}/debtors/search`, { body: { reference: 'D-E' } })
  const [{ id: disputed } = { id: '' }] = await bench.database.query<{ id: string }>(`select id from claim where reference = 'E'`)
  expect((await post(`/debtors/${found.items[0]?.id ?? ''}/disputes`, { claim: disputed })).status).toBeLessThan(300)

  expect(await get(`/imports/${first.id}/undo`)).toMatchObject({ refused: 'later-import' })
  expect(await get(`/imports/${second.id}/undo`)).toEqual({ refused: null, withdrawn: 2, putBack: 1, kept: [{ why: 'paid', claims: 1 }, { why: 'disputed', claims: 1 }] })
  const twice = await Promise.all([post(`/imports/${second.id}/undo`), post(`/imports/${second.id}/undo`)])
  expect(twice.every(({ status }) => status === 202 || status === 409)).toBe(true)
  expect(await reached(second.id, (run) => run.undo === 'done')).toMatchObject({ withdrawn: 2, putBack: 1, kept: 2 })
  expect(await post(`/imports/${second.id}/undo`)).toMatchObject({ status: 409 })
  expect((await get<{ items: object[] }>(`/imports/${second.id}/undo/kept`)).items).toMatchObject([{ reference: 'D', why: 'paid' }, { reference: 'E', why: 'disputed' }])
  expect(await claims()).toEqual(['A open 12500', 'B open 12500', 'C withdrawn 0', 'D open 5500', 'E open 8000', 'F withdrawn 0'])

  await post('/release')
  await rest(bench)
  // The dispute is answered; nobody hears of what was undone.
  expect(await sentTo()).toEqual(['D-A', 'D-B', 'D-D', 'D-E'])
  const timeline = await get<{ items: { what: string }[] }>(`/debtors/${(await attempts(bench, creditor)).find(({ debtor }) => debtor === 'D-C')?.debtorId ?? ''}/timeline?language=nl`)
  expect(timeline.items.map(({ what }) => what).join()).toContain('import teruggedraaid')
  // The right file names another debtor for the same invoice: it is theirs.
  expect(await upload([{ reference: 'C', open: '80,00', debtor: 'D-OTHER' }])).toMatchObject({ loaded: 1 })
  await rest(bench)
  expect(await sentTo()).toEqual(['D-A', 'D-B', 'D-D', 'D-E', 'D-OTHER'])
  expect(await get(`/imports/${first.id}/undo`)).toMatchObject({ refused: 'later-import' })
})

test('an undo while contacts leave: each claim was either withdrawn or written about, never both, and what was told is kept', async () => {
  const rows = Array.from({ length: 400 }, (_, n) => ({ reference: `R${n}`, open: '125,00' }))
  const { id } = await upload(rows)
  const [, run] = await Promise.all([rest(bench), undo(id)])
  await rest(bench)
  const [{ both, neither } = { both: -1, neither: -1 }] = await bench.database.query<{ both: number; neither: number }>(
    `select count(*) filter (where c.state = 'withdrawn' and h.n > 0)::int as both, count(*) filter (where c.state = 'open' and h.n = 0)::int as neither
     from claim c join lateral (select count(*) as n from hand_over h where h.creditor_id = c.creditor_id and h.debtor_id = c.debtor_id) h on true where c.creditor_id = $1`, [creditor.id])
  expect({ both, neither, all: run.withdrawn + run.kept }).toEqual({ both: 0, neither: 0, all: 400 })
  expect((await get<{ refused: string }>(`/imports/${id}/undo`)).refused).toBe('already-undone')
})

test('a mapping is tried on the first rows before it is kept, saved once for its source, and read with from then on; what was seen by another is not overwritten', async () => {
  const file = ['Nr.;Klant;Wie;Totaal;Vervalt', '1;K1;A. Voorbeeldsma;1.250,00;07-01-2027', '2;K2;B. Voorbeeldsma;tien;07-01-2027', '3;K3;C. Voor'].join('\n')
  const definition = { records: 'claims', columns: { reference: 'nr.', debtorReference: 'Klant', debtorName: 'Wie', dueOn: 'Vervalt' } }
  const trial = async (columns: object, whole = false): Promise<Record<string, unknown>> =>
    (await post('/import-mappings/trial', { definition: { ...definition, name: 'x', columns }, start: Buffer.from(file).toString('base64'), whole })).body as Record<string, unknown>
  expect(await trial(definition.columns)).toMatchObject({ columns: [{ column: 'Nr.', cells: ['1', '2'] }, {}, {}, { column: 'Totaal', cells: ['1.250,00', 'tien'] }, {}], sample: [], fault: expect.stringContaining('open') as string })
  const full = { ...definition.columns, open: 'Totaal', original: 'Totaal' }
  expect(await trial(full)).toMatchObject({ sample: [{ reference: '1', name: 'A. Voorbeeldsma', amount: '1250.00' }], errors: [{ line: '3' }], fault: null })
  expect((await trial({ ...full, colour: 'Nr.' })).fault).toContain('there is no such field')

  const put = (body: object, ifMatch?: string): Promise<{ status: number; headers: Headers }> => caller.call('PUT', `${home}/import-mappings/pakket-x`, { body: { definition: body }, ...(ifMatch !== undefined && { ifMatch }) })
  expect((await put(definition)).status).toBe(422)
  const saved = await put({ ...definition, columns: full })
  expect(saved.status).toBe(200)
  // Somebody who thinks that the name is new, and two who began with the same version.
  expect((await put({ ...definition, columns: full })).status).toBe(428)
  const etag = saved.headers.get('etag') ?? ''
  const both = await Promise.all([put({ ...definition, columns: { ...full, email: 'Klant' } }, etag), put({ ...definition, columns: full, fullExport: true }, etag)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  expect(await get<{ name: string; version: number }[]>('/import-mappings')).toContainEqual(expect.objectContaining({ name: 'pakket-x', version: 2 }))
  const other = await addCreditor(bench)
  expect((await (await openCaller(bench, [other.id])).call('GET', `/v1/creditors/${other.id}/import-mappings/pakket-x`)).status).toBe(404)
})

test('an undo puts to rest again what came back with the import, and lets go on what rested by it', async () => {
  const definition = { records: 'claims', dates: 'dd-mm-yyyy', fullExport: true, columns: { reference: 'reference', open: 'open', original: 'original', dueOn: 'dueOn', debtorReference: 'debtorReference', debtorName: 'debtorName' } }
  await caller.call('PUT', `${home}/import-mappings/all-open`, { body: { definition } })
  const [one, two] = [{ reference: '1', open: '125,00' }, { reference: '2', open: '125,00' }]
  const resting = async (): Promise<string[]> => (await bench.database.query<{ reference: string }>(
    `select c.reference from hold h join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id where h.creditor_id = $1 and h.lifted_at is null order by 1`, [creditor.id])).map(({ reference }) => reference)
  await upload([one, two], 'all-open')
  const less = await upload([two], 'all-open')
  expect(await resting()).toEqual(['1'])
  const back = await upload([one, two], 'all-open')
  expect(await resting()).toEqual([])
  await undo(back.id)
  expect(await resting()).toEqual(['1'])
  await undo(less.id)
  expect(await resting()).toEqual([])
})
