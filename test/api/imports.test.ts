/** Imports as an operator steers them: how a file is read, and to what the payments of a statement go that name nothing known. */
import { readDocument, routesOf } from '../support/api-document'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, openBench, rest, type PipeBench } from '../support/pipe'
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

const { get, post, upload, reached, claims, sentTo } = importsOf(() => ({ bench, caller, creditor }))

test('a mapping is tried on the first rows before it is kept, saved once for its source, and read with from then on; what was seen by another is not overwritten', async () => {
  const file = [
    'Nr.;Klant;Wie;Totaal;Vervalt',
    '1;K1;A. Voorbeeldsma;1.250,00;07-01-2027',
    '2;K2;B. Voorbeeldsma;tien;07-01-2027',
    '3;K3;C. Voor',
  ].join('\n')
  const definition = { records: 'claims', columns: { reference: 'nr.', debtorReference: 'Klant', debtorName: 'Wie', dueOn: 'Vervalt' } }
  const trial = async (columns: object, whole = false): Promise<Record<string, unknown>> =>
    (
      await post('/import-mappings/trial', {
        definition: { ...definition, name: 'x', columns },
        start: Buffer.from(file).toString('base64'),
        whole,
      })
    ).body as Record<string, unknown>
  expect(await trial(definition.columns)).toMatchObject({
    columns: [{ column: 'Nr.', cells: ['1', '2'] }, {}, {}, { column: 'Totaal', cells: ['1.250,00', 'tien'] }, {}],
    sample: [],
    fault: expect.stringContaining('open') as string,
  })
  const full = { ...definition.columns, open: 'Totaal', original: 'Totaal' }
  expect(await trial(full)).toMatchObject({
    sample: [{ reference: '1', name: 'A. Voorbeeldsma', amount: '1250.00' }],
    errors: [{ line: '3' }],
    fault: null,
  })
  expect((await trial({ ...full, colour: 'Nr.' })).fault).toContain('there is no such field')

  const put = (body: object, ifMatch?: string): Promise<{ status: number; headers: Headers }> =>
    caller.call('PUT', `${home}/import-mappings/pakket-x`, { body: { definition: body }, ...(ifMatch !== undefined && { ifMatch }) })
  expect((await put(definition)).status).toBe(422)
  const saved = await put({ ...definition, columns: full })
  expect(saved.status).toBe(200)
  // Somebody who thinks that the name is new, and two who began with the same version.
  expect((await put({ ...definition, columns: full })).status).toBe(428)
  const etag = saved.headers.get('etag') ?? ''
  const both = await Promise.all([
    put({ ...definition, columns: { ...full, email: 'Klant' } }, etag),
    put({ ...definition, columns: full, fullExport: true }, etag),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  expect(await get<{ name: string; version: number }[]>('/import-mappings')).toContainEqual(
    expect.objectContaining({ name: 'pakket-x', version: 2 }),
  )
  const other = await addCreditor(bench)
  expect((await (await openCaller(bench, [other.id])).call('GET', `/v1/creditors/${other.id}/import-mappings/pakket-x`)).status).toBe(404)
})

test('what the document tells of a mapping a generated client can do, and a file under a content type that is none says which to use', async () => {
  const saving = routesOf(await readDocument(bench)).find(
    ({ method, path }) => method === 'PUT' && path.endsWith('/import-mappings/{mapping}'),
  )
  expect(saving?.parameters.find(({ name }) => name === 'mapping')?.schema?.format).toBeUndefined()
  expect(saving?.parameters.find(({ name }) => name === 'If-Match')?.required).toBe(false)
  for (const type of ['application/json', 'application/xml']) {
    const refused = await caller.call('POST', `${home}/imports?kind=claims&mapping=generic-json`, {
      headers: { 'content-type': type },
      body: '[{"reference":"1"}]',
    })
    expect(refused).toMatchObject({ status: 415, body: { detail: expect.stringContaining('application/octet-stream') as string } })
  }
})

interface Waiting {
  readonly id: string
  readonly amount: string
  readonly payerName: string | null
  readonly setAside: { reason: string } | null
}
interface Candidate {
  readonly claimId: string
  readonly reference: string
  readonly matched: readonly string[]
}

const statementOf = (payments: readonly (readonly [ref: string, amount: string, said: string, iban: string])[]): string => {
  const entries = payments.map(
    ([
      ref,
      amount,
      said,
      iban,
    ]) => `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2027-01-12</Dt></BookgDt><AcctSvcrRef>${ref}</AcctSvcrRef>
    <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>A. Voorbeeldsma</Nm></Dbtr><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${said}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
}
const [ONE_ACCOUNT, OTHER_ACCOUNT] = ['NL91ABNA0417164300', 'NL02ABNA0123456789'] as const

async function readStatement(
  payments: Parameters<typeof statementOf>[0],
  part = '/imports',
): Promise<{ status: number; body: { id: string; unmatched: number } }> {
  const answer = await caller.call<{ id: string; unmatched: number }>('POST', `${home}${part}?kind=payments&mapping=camt-053`, {
    headers: { 'content-type': 'application/octet-stream' },
    body: statementOf(payments),
  })
  if (part === '/imports') await reached(answer.body.id, ({ state }) => state !== 'running')
  return answer
}
const waiting = async (view = 'open'): Promise<Waiting[]> => (await get<{ items: Waiting[] }>(`/payments/unmatched?view=${view}`)).items
const pays = async (): Promise<unknown> =>
  bench.database.query(
    'select coalesce(sum(amount_cents), 0)::int as cents, count(*)::int as n from payment where creditor_id = $1 and claim_id is not null',
    [creditor.id],
  )

test('a payment that names no known claim is kept and told; linked in parts it settles, stops what is planned and keeps a promise, and undone all is as it was', async () => {
  await upload([
    { reference: 'F-1', open: '100,00', debtor: 'D-1' },
    { reference: 'F-2', open: '50,00', debtor: 'D-1' },
    { reference: 'F-3', open: '70,00' },
  ])
  await post('/stop')
  await rest(bench)
  const payments = [
    ['T1', '150.00', 'Voor beide, dank', ONE_ACCOUNT],
    ['T2', '30.00', 'F-3', OTHER_ACCOUNT],
    ['T3', '9.99', 'rente', OTHER_ACCOUNT],
  ] as const
  expect((await readStatement(payments, '/imports/check')).body).toMatchObject({ unmatched: 2 })
  const {
    body: { id },
  } = await readStatement(payments)
  expect(await get(`/imports/${id}`)).toMatchObject({ loaded: 3, refused: 0, unmatched: 2 })
  // The same entries in another file are the same payments.
  await readStatement([...payments, ['T4', '1.00', 'Wat is dit?', ONE_ACCOUNT]])
  expect((await waiting()).map(({ amount }) => amount)).toEqual(['150.00', '9.99', '1.00'])
  const [first, interest] = (await waiting()) as [Waiting, Waiting]
  const candidates = await get<Candidate[]>(`/payments/unmatched/${first.id}/candidates`)
  expect(candidates.map(({ reference, matched }) => `${reference} ${matched.join('+')}`)).toEqual([
    'F-1 total+name',
    'F-2 total+name',
    'F-3 name',
  ])
  const [a, b] = candidates.map(({ claimId }) => claimId) as [string, string]
  const before = await claims()
  await bench.database.query(
    `insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents) select creditor_id, id, debtor_id, $2, '2027-01-14', 12500 from claim where id = $1`,
    [a, new Date(bench.now)],
  )

  const link = (parts: object): ReturnType<typeof post> => post(`/payments/unmatched/${first.id}/link`, { parts })
  const parts = [
    { claim: a, amount: '100.00' },
    { claim: b, amount: '50.00' },
  ]
  for (const [wrong, pointer] of [
    [[parts[0]], '/parts'],
    [
      [
        { claim: a, amount: '200.00' },
        { claim: b, amount: '-50.00' },
      ],
      '/parts/1/amount',
    ],
    [[parts[0], { ...parts[0], amount: '50.00' }], '/parts/1/claim'],
    [[{ claim: first.id, amount: '150.00' }], '/parts/0/claim'],
  ] as const) {
    expect(await link(wrong)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
  }
  // Two who press at once: one of them does it.
  const both = await Promise.all([link(parts), link(parts)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 200)?.body).toMatchObject({ settled: 2 })
  expect(await claims()).toEqual(['F-1 settled 0', 'F-2 settled 0', 'F-3 open 4000'])
  expect(await bench.database.query('select state from promise_to_pay')).toEqual([{ state: 'kept' }])
  expect(await pays()).toEqual([{ cents: 18_000, n: 3 }])
  const colleague = await openCaller(bench, [creditor.id])
  expect((await colleague.call('POST', `${home}/payments/unmatched/${first.id}/undo`)).status).toBe(409)
  expect((await post(`/payments/unmatched/${first.id}/undo`)).status).toBe(204)
  expect(await claims()).toEqual(before)
  expect(await bench.database.query('select state, ended_at from promise_to_pay')).toEqual([{ state: 'open', ended_at: null }])
  expect(await bench.database.query(`select kind from contact_event where kind like 'promise%' order by at, id`)).toEqual([
    { kind: 'promise-kept' },
    { kind: 'promise-reopened' },
  ])
  expect(await pays()).toEqual([{ cents: 3_000, n: 1 }])
  expect((await link(parts)).status).toBe(200)
  await bench.database.query(`update payment set undo_until = clock_timestamp() where id = $1`, [first.id])
  expect((await post(`/payments/unmatched/${first.id}/undo`)).status).toBe(409)
  // What was planned before for what it pays does not leave.
  await post('/release')
  await rest(bench)
  expect(await sentTo()).toEqual(['D-F-3'])

  expect((await post(`/payments/unmatched/${interest.id}/set-aside`, { reason: 'other' })).status).toBe(422)
  expect((await post(`/payments/unmatched/${interest.id}/set-aside`, { reason: 'no-debtor' })).status).toBe(204)
  expect((await waiting()).map(({ amount }) => amount)).toEqual(['1.00'])
  expect((await waiting('set-aside')).map(({ setAside }) => setAside?.reason)).toEqual(['no-debtor'])
  expect((await colleague.call('POST', `${home}/payments/unmatched/${interest.id}/undo`)).status).toBe(204)
  // Who paid once from an account is known by it.
  const [, known] = (await waiting()) as [Waiting, Waiting]
  expect(
    (await get<Candidate[]>(`/payments/unmatched/${known.id}/candidates`)).map(
      ({ reference, matched }) => `${reference} ${matched.join('+')}`,
    ),
  ).toEqual(['F-3 name'])
  expect(
    (await get<Candidate[]>(`/payments/unmatched/${interest.id}/candidates`)).map(
      ({ reference, matched }) => `${reference} ${matched.join('+')}`,
    ),
  ).toEqual(['F-3 account+name'])
})
