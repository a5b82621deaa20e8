/** What an import does is told before it does it, and is undone as far as nothing has followed from it. */
import { randomUUID } from 'node:crypto'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, HOUR, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'
import { importsOf } from './imports-home'

let bench: PipeBench
let creditor: Awaited<ReturnType<typeof addCreditor>>
let caller: ApiCaller
let home: string
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  caller = await openCaller(bench, [creditor.id])
  home = `/v1/creditors/${creditor.id}`
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const { get, post, upload, reached, undo, claims, sentTo } = importsOf(() => ({ bench, caller, creditor }))

test('an import is undone as far as nothing followed from it: claims withdrawn, amounts put back, what is planned does not leave, and the rest is listed', async () => {
  const first = await upload([
    { reference: 'A', open: '125,00' },
    { reference: 'B', open: '125,00' },
  ])
  await rest(bench)
  await post('/stop')
  bench.now = after(bench.now, HOUR)
  const second = await upload([
    { reference: 'A', open: '150,00' },
    { reference: 'B', open: '125,00' },
    ...['C', 'D', 'E', 'F'].map((reference) => ({ reference, open: '80,00' })),
  ])
  await rest(bench)
  expect(
    (await attempts(bench, creditor))
      .filter(({ state }) => state === 'planned')
      .map(({ debtor }) => debtor)
      .sort(),
  ).toEqual(['D-C', 'D-D', 'D-E', 'D-F'])
  await pay(bench, creditor, 'D', 2_500)
  const { body: found } = await caller.call<{ items: { id: string }[] }>('POST', `${home}/debtors/search`, { body: { reference: 'D-E' } })
  const [{ id: disputed } = { id: '' }] = await bench.database.query<{ id: string }>(`select id from claim where reference = 'E'`)
  expect((await post(`/debtors/${found.items[0]?.id ?? ''}/disputes`, { claim: disputed })).status).toBeLessThan(300)

  expect(await get(`/imports/${first.id}/undo`)).toMatchObject({ refused: 'later-import' })
  expect(await get(`/imports/${second.id}/undo`)).toEqual({
    refused: null,
    withdrawn: 2,
    putBack: 1,
    kept: [
      { why: 'paid', claims: 1 },
      { why: 'disputed', claims: 1 },
    ],
  })
  const twice = await Promise.all([post(`/imports/${second.id}/undo`), post(`/imports/${second.id}/undo`)])
  expect(twice.every(({ status }) => status === 202 || status === 409)).toBe(true)
  expect(await reached(second.id, (run) => run.undo === 'done')).toMatchObject({ withdrawn: 2, putBack: 1, kept: 2 })
  expect(await post(`/imports/${second.id}/undo`)).toMatchObject({ status: 409 })
  expect((await get<{ items: object[] }>(`/imports/${second.id}/undo/kept`)).items).toMatchObject([
    { reference: 'D', why: 'paid' },
    { reference: 'E', why: 'disputed' },
  ])
  expect(await claims()).toEqual(['A open 12500', 'B open 12500', 'C withdrawn 0', 'D open 5500', 'E open 8000', 'F withdrawn 0'])

  await post('/release')
  await rest(bench)
  // The dispute is answered; nobody hears of what was undone.
  expect(await sentTo()).toEqual(['D-A', 'D-B', 'D-D', 'D-E'])
  const timeline = await get<{ items: { what: string }[] }>(
    `/debtors/${(await attempts(bench, creditor)).find(({ debtor }) => debtor === 'D-C')?.debtorId ?? ''}/timeline?language=nl`,
  )
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
     from claim c join lateral (select count(*) as n from hand_over h where h.creditor_id = c.creditor_id and h.debtor_id = c.debtor_id) h on true where c.creditor_id = $1`,
    [creditor.id],
  )
  expect({ both, neither, all: run.withdrawn + run.kept }).toEqual({ both: 0, neither: 0, all: 400 })
  expect((await get<{ refused: string }>(`/imports/${id}/undo`)).refused).toBe('already-undone')
})

test('an undo puts to rest again what came back with the import, and lets go on what rested by it', async () => {
  const definition = {
    records: 'claims',
    dates: 'dd-mm-yyyy',
    fullExport: true,
    columns: {
      reference: 'reference',
      open: 'open',
      original: 'original',
      dueOn: 'dueOn',
      debtorReference: 'debtorReference',
      debtorName: 'debtorName',
    },
  }
  await caller.call('PUT', `${home}/import-mappings/all-open`, { body: { definition } })
  const [one, two] = [
    { reference: '1', open: '125,00' },
    { reference: '2', open: '125,00' },
  ]
  const resting = async (): Promise<string[]> =>
    (
      await bench.database.query<{ reference: string }>(
        `select c.reference from hold h join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id where h.creditor_id = $1 and h.lifted_at is null order by 1`,
        [creditor.id],
      )
    ).map(({ reference }) => reference)
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

test('checking a file tells what importing it does, and does none of it; what was refused can be read and mended', async () => {
  const send = async <Body>(where: string, body: string): Promise<{ status: number; body: Body }> => {
    const answer = await fetch(`${bench.api}${home}/imports${where}?kind=claims&mapping=generic`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'text/csv', 'idempotency-key': randomUUID() },
    })
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  const head = 'reference;debtorReference;debtorName;debtorKind;original;open;issuedOn;dueOn;email'
  const row = (n: number, open: string): string =>
    `I-${n};ID-${n};Mw. Voorbeeld;consumer;80,00;${open};01-12-2026;31-12-2026;i${n}@voorbeeld.example`
  const file = [head, row(1, '80,00'), row(2, 'tien'), row(3, '50,00'), ''].join('\n')
  const claims = async (): Promise<number> =>
    (await get<{ items: object[] }>('/imports?limit=200')).items.length +
    (await bench.database.query('select from claim where creditor_id = $1', [creditor.id])).length
  const before = await claims()
  expect(await send('/check', file)).toMatchObject({
    status: 200,
    body: {
      rows: 3,
      loaded: 2,
      changed: 0,
      same: 0,
      refused: 1,
      importedAt: null,
      errors: [{ line: '3', cells: { reference: 'I-2', open: 'tien' } }],
      sample: [{ reference: 'I-1', name: 'Mw. Voorbeeld', day: '2026-12-31', amount: '80.00' }, { reference: 'I-3' }],
    },
  })
  expect(await claims()).toBe(before)
  const {
    body: { id },
  } = await send<{ id: string }>('', file)
  while ((await get<{ state: string }>(`/imports/${id}`)).state === 'running');
  const [refused] = await get<{ line: string; reason: string; cells: Record<string, string> }[]>(`/imports/${id}/refused`)
  expect([refused?.line, refused?.cells.open]).toEqual(['3', 'tien'])
  expect(await send('/check', file)).toMatchObject({
    body: { loaded: 0, changed: 0, same: 2, refused: 1, importedAt: expect.any(String) as string },
  })
  expect(await send('/check', file.replace('50,00', '40,00'))).toMatchObject({ body: { loaded: 0, changed: 1, same: 1 } })
  const mended = `line;field;reason;${head}\n3;;;${row(2, '10,00')}\n`
  expect(await send('/check', mended)).toMatchObject({ body: { rows: 1, loaded: 1, refused: 0 } })
  expect((await send('/check', 'nothing;of;this\n1;2;3\n')).status).toBe(422)
})
