/** The core resources as a customer uses them: each answer is what happened, and what happened is what the pipe acts on. */
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Housekeeping } from '../../apps/api/housekeeping'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, openBench, rest, type PipeBench } from '../support/pipe'
import { claim, resourcesOf, type Listed } from './resources-home'

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

const { post, get, addDebtor } = resourcesOf(() => ({ bench, caller, home }))

test('debtor, address and claim by hand are reminded; the reasons, the sending and its words can be read', async () => {
  const debtor = await addDebtor('D1')
  await post('/claims', claim(debtor, 'C1'))
  await rest(bench)
  const {
    items: [contact],
  } = await get<
    Listed<{ id: string; state: string; claims: string[]; amount: string; reasons: { sentence: string }[]; handOvers: { state: string }[] }>
  >(`/debtors/${debtor}/contacts?language=en`)
  expect(contact).toMatchObject({ state: 'handed-over', claims: ['C1'], amount: '125.00', handOvers: [{ state: 'accepted' }] })
  expect(contact?.reasons[0]?.sentence).toContain('C1')
  const [message] = await get<{ address: { value: string }; content: { text: string } }[]>(`/contacts/${contact?.id ?? ''}/messages`)
  expect(message?.address.value).toBe('d1@voorbeeld.example')
  expect(message?.content.text).toContain('F-C1')
  const decisions = await get<Listed<{ kind: string; reviewAt: string | null }>>(`/debtors/${debtor}/decisions`)
  expect(decisions.items.map(({ kind }) => kind)).toContain('contact')
  const first = await get<Listed<{ id: string }>>(`/debtors/${debtor}/timeline?limit=1`)
  const second = await get<Listed<{ id: string }>>(`/debtors/${debtor}/timeline?limit=1&cursor=${first.next ?? ''}`)
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
})

test('a payment, a withdrawal and a correction stop what is planned; a payment twice is one', async () => {
  const references = ['P', 'W', 'K']
  const debtors = await Promise.all(references.map(addDebtor))
  const claims = await Promise.all(references.map((reference, index) => post('/claims', claim(debtors[index] ?? '', reference))))
  const payment = { payments: [{ key: 'bank-1', receivedOn: '2027-01-12', amount: '125.00', claimReference: 'P' }] }
  expect(await post('/payments', payment)).toEqual({ loaded: 1, matched: 1 })
  expect(await post('/payments', payment)).toEqual({ loaded: 0, matched: 0 })
  await post(`/claims/${claims[1]?.id ?? ''}/withdrawal`)
  await post(`/claims/${claims[2]?.id ?? ''}/corrections`, { amount: '-125.00' })
  await rest(bench)
  expect((await get<Listed<object>>('/contacts')).items).toEqual([])
  expect(await Promise.all(claims.map(async ({ id }) => (await get<{ state: string; open: string }>(`/claims/${id}`)).state))).toEqual([
    'settled',
    'withdrawn',
    'settled',
  ])
  const ledgers = await bench.database.query(
    'select c.reference from claim c where creditor_id = $1 and open_cents <> (select sum(amount_cents) from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.id)',
    [creditor.id],
  )
  expect(ledgers).toEqual([])
})

test('a creditor that is stopped sends nothing of what is queued until its release', async () => {
  await post('/claims', claim(await addDebtor('Q'), 'Q1'))
  await bench.database.query('update sending_switch set stopped = true')
  await rest(bench).catch(() => undefined)
  await post('/stop')
  await bench.database.query('update sending_switch set stopped = false')
  await rest(bench)
  expect((await get<Listed<{ state: string }>>('/contacts')).items.map(({ state }) => state)).toEqual(['planned'])
  expect(await get('/planned')).toEqual([{ channel: 'email', phase: 'reminder', contacts: 1, amount: '125.00' }])
  await post('/release')
  await rest(bench)
  expect((await get<Listed<{ state: string }>>('/contacts')).items.map(({ state }) => state)).toEqual(['handed-over'])
})

test('a file that cannot be read is told in its run; a simulation answers and changes nothing', async () => {
  const upload = async (body: string): Promise<string> => {
    const answer = await fetch(`${bench.api}${home}/imports?kind=claims&mapping=generic`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'text/csv', 'idempotency-key': `upload-${body.length}` },
    })
    return ((await answer.json()) as { id: string }).id
  }
  const id = await upload('nothing;of;this\n1;2;3\n')
  let run = await get<{ state: string; fault: string | null }>(`/imports/${id}`)
  while (run.state === 'running') run = await get(`/imports/${id}`)
  expect(run).toMatchObject({ state: 'failed' })
  expect(run.fault).not.toBeNull()
  const scenario = {
    name: 'one',
    policy: 'nl-reference',
    strategy: 'consumer',
    from: '2027-01-04',
    until: '2027-02-04',
    debtor: { reference: 'X', kind: 'consumer', contactPoints: [{ channel: 'email', address: 'x@voorbeeld.example' }] },
    claims: [{ reference: 'X1', issuedOn: '2026-12-24', dueOn: '2027-01-07', amount: '80.00' }],
  }
  expect((await post<{ contacts: object[] }>('/simulations', scenario)).contacts.length).toBeGreaterThan(1)
  const refused = await caller.call('POST', `${home}/simulations`, { body: { ...scenario, claims: [{ reference: 'X1' }] } })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/claims/0/issuedOn' }] } })
  expect((await caller.call('POST', `${home}/simulations`, { body: { ...scenario, until: '2037-01-01' } })).status).toBe(422)
})

test('housekeeping erases answers and files that are over their time, and no others', async () => {
  await addDebtor('H1')
  await bench.database.query(`update idempotent_request set expires_at = clock_timestamp() - interval '1 minute'`)
  await addDebtor('H2')
  const folder = join(bench.carrier.folder, 'housekeeping')
  await mkdir(join(folder, 'imports'), { recursive: true })
  for (const name of ['old', 'new']) await writeFile(join(folder, 'imports', name), 'x')
  await utimes(join(folder, 'imports', 'old'), 0, 0)
  await new Housekeeping({ database: bench.database, dataFolder: folder, log: bench.pipe.log } as never).clean()
  expect(await readdir(join(folder, 'imports'))).toEqual(['new'])
  const kept = await bench.database.query<{ old: boolean }>('select expires_at < clock_timestamp() as old from idempotent_request')
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.filter(({ old }) => old)).toEqual([])
})
