/** The core resources as a customer uses them: each answer is what happened, and what happened is what the pipe acts on. */
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Housekeeping } from '../../apps/api/housekeeping'
import type { LocalDate } from '#domain'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, rest, type PipeBench } from '../support/pipe'

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

interface Listed<T> { readonly items: readonly T[]; readonly next: string | null }

async function post<T = { id: string }>(path: string, body?: unknown): Promise<T> {
  const answer = await caller.call<T>('POST', `${home}${path}`, { body })
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)} ${JSON.stringify(bench.told.filter(({ level }) => level === 'error'))}`)
  return answer.body
}
const get = async <T>(path: string): Promise<T> => (await caller.call<T>('GET', `${home}${path}`)).body
const edit = async (method: string, path: string, body?: unknown): Promise<number> => {
  const ifMatch = (await caller.call('GET', `${home}${path}`)).headers.get('etag') ?? ''
  return (await caller.call(method, `${home}${path}`, { body, ifMatch })).status
}

async function addDebtor(reference: string): Promise<string> {
  const { id } = await post('/debtors', { reference, kind: 'consumer', name: `Modelman ${reference}` })
  await post(`/debtors/${id}/contact-points`, { channel: 'email', address: `${reference.toLowerCase()}@voorbeeld.example` })
  return id
}
const claim = (debtorId: string, reference: string): object => ({ debtorId, reference, dueOn: '2027-01-07', issuedOn: '2026-12-24', original: '125.00', invoiceNumber: `F-${reference}` })

test('debtor, address and claim by hand are reminded; the reasons, the sending and its words can be read', async () => {
  const debtor = await addDebtor('D1')
  await post('/claims', claim(debtor, 'C1'))
  await rest(bench)
  const { items: [contact] } = await get<Listed<{ id: string; state: string; claims: string[]; amount: string; reasons: { sentence: string }[]; handOvers: { state: string }[] }>>(`/debtors/${debtor}/contacts?language=en`)
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
  expect(await Promise.all(claims.map(async ({ id }) => (await get<{ state: string; open: string }>(`/claims/${id}`)).state))).toEqual(['settled', 'withdrawn', 'settled'])
  const ledgers = await bench.database.query(
    'select c.reference from claim c where creditor_id = $1 and open_cents <> (select sum(amount_cents) from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.id)', [creditor.id])
  expect(ledgers).toEqual([])
})

test('search finds by reference, beginning of the name, surname, e-mail address and telephone number, in this creditor only', async () => {
  const other = await addCreditor(bench)
  await (await openCaller(bench, [other.id])).call('POST', `/v1/creditors/${other.id}/debtors`, { body: { reference: 'S1', kind: 'consumer', name: 'Modelman S1' } })
  const debtor = await addDebtor('S1')
  await addDebtor('S2')
  await post(`/debtors/${debtor}/contact-points`, { channel: 'sms', address: '+31612345678' })
  const search = async (body: object): Promise<string[]> => (await post<Listed<{ reference: string }>>('/debtors/search', body)).items.map(({ reference }) => reference)
  expect(await search({ reference: 'S1' })).toEqual(['S1'])
  expect(await search({ name: 'modelMAN' })).toEqual(['S1', 'S2'])
  expect(await search({ name: 'mod%' })).toEqual([])
  expect(await Promise.all(['s', 'S2', 'modelman S', 'man s2', 'modelman', 'S%'].map((surname) => search({ surname: surname.padEnd(2) })))).toEqual([['S1', 'S2'], ['S2'], ['S1', 'S2'], [], [], []])
  expect(await search({ email: 'S2@voorbeeld.example' })).toEqual(['S2'])
  expect(await search({ phone: '+31612345678' })).toEqual(['S1'])
  const page = await post<Listed<{ reference: string }>>('/debtors/search', { name: 'mo', limit: 1 })
  expect(await search({ name: 'mo', limit: 1, cursor: page.next })).toEqual(['S2'])
})

test('contact points, consents and income are changed against what was read, and decided with', async () => {
  const debtor = await addDebtor('R')
  const [point] = await get<{ id: string }[]>(`/debtors/${debtor}/contact-points`)
  const place = `/debtors/${debtor}/contact-points/${point?.id ?? ''}`
  expect(await edit('PATCH', place, { usable: false })).toBe(200)
  await post('/claims', claim(debtor, 'R1'))
  await rest(bench)
  expect((await get<Listed<{ state: string }>>('/contacts')).items.filter(({ state }) => state === 'handed-over')).toEqual([])
  expect(await edit('PATCH', place, { address: 'not an address' })).toBe(422)
  expect(await edit('PATCH', place, { address: 'nieuw@voorbeeld.example' })).toBe(200)
  await rest(bench)
  expect((await get<Listed<{ state: string }>>('/contacts')).items.map(({ state }) => state)).toContain('handed-over')
  await post(`/debtors/${debtor}/consents`, { channel: 'whatsapp', on: '2027-01-10', source: 'call', wording: 'Mogen wij u appen over uw rekening?', askedBy: 'sanne' })
  expect((await caller.call('POST', `${home}/debtors/${debtor}/consents`, { body: { channel: 'whatsapp', on: '2027-01-09' } })).status).toBe(409)
  for (const part of ['', '/withdrawal']) {
    const ahead = await caller.call('POST', `${home}/debtors/${debtor}/consents${part}`, { body: { channel: 'whatsapp', on: '2028-01-10' } })
    expect(ahead).toMatchObject({ status: 422, body: { errors: [{ pointer: '/on', message: 'is in the future' }] } })
  }
  await post(`/debtors/${debtor}/consents/withdrawal`, { channel: 'whatsapp', on: '2027-01-11' })
  expect(await get(`/debtors/${debtor}/consents`)).toMatchObject([{ channel: 'whatsapp', withdrawnOn: '2027-01-11', source: 'call', wording: 'Mogen wij u appen over uw rekening?', askedBy: 'sanne', notedAt: expect.any(String) as string }])
  expect(await edit('PUT', `/debtors/${debtor}/income`, { every: 'month', weekday: 'monday' })).toBe(422)
  expect(await edit('PUT', `/debtors/${debtor}/income`, { calendar: 'nl-nothing' })).toBe(422)
  expect(await edit('PUT', `/debtors/${debtor}/income`, { every: 'month', day: 31 })).toBe(200)
  expect(await get(`/debtors/${debtor}/income`)).toMatchObject({ rule: { every: 'month', day: 31 }, source: 'stated' })
  expect(await edit('DELETE', place)).toBe(204)
  expect((await caller.call('GET', `${home}${place}`)).status).toBe(404)
})

test('a consent that was withdrawn does not come back with every export, also where the export dates it later; one that it renews has no words of before', async () => {
  const told = (name: string): Promise<void> => addClaims(bench, creditor, [claimOf('1', { name, whatsapp: { number: '+31612345678', consentedOn: '2027-03-01' as LocalDate } })])
  await told('A. Voorbeeldsma')
  const debtor = (await get<Listed<{ id: string }>>('/debtors')).items[0]?.id ?? ''
  await post(`/debtors/${debtor}/consents/withdrawal`, { channel: 'whatsapp', on: '2027-01-11' })
  await told('A. Modelsma')
  expect(await get(`/debtors/${debtor}/consents`)).toMatchObject([{ withdrawnOn: '2027-01-11' }])
  const other = await addDebtor('2')
  await post(`/debtors/${other}/consents`, { channel: 'whatsapp', on: '2027-01-10', wording: 'Mogen wij u appen?', askedBy: 'sanne' })
  await addClaims(bench, creditor, [claimOf('2', { reference: '2', whatsapp: { number: '+31612345679', consentedOn: '2027-01-12' as LocalDate } })])
  expect(await get(`/debtors/${other}/consents`)).toMatchObject([{ givenOn: '2027-01-12', source: 'import', wording: null, askedBy: null }])
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
      method: 'POST', body, headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'text/csv', 'idempotency-key': `upload-${body.length}` },
    })
    return ((await answer.json()) as { id: string }).id
  }
  const id = await upload('nothing;of;this\n1;2;3\n')
  let run = await get<{ state: string; fault: string | null }>(`/imports/${id}`)
  while (run.state === 'running') run = await get(`/imports/${id}`)
  expect(run).toMatchObject({ state: 'failed' })
  expect(run.fault).not.toBeNull()
  const scenario = {
    name: 'one', policy: 'nl-reference', strategy: 'consumer', from: '2027-01-04', until: '2027-02-04',
    debtor: { reference: 'X', kind: 'consumer', contactPoints: [{ channel: 'email', address: 'x@voorbeeld.example' }] }, claims: [{ reference: 'X1', issuedOn: '2026-12-24', dueOn: '2027-01-07', amount: '80.00' }],
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
