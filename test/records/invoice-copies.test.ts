/** An invoice that was not received goes again, once, and begins anew: for callers, agents and the inbox, and whatever happens meanwhile. */
import type { ImportedClaim, ImportedDebtor } from '#domain'
import { dossierData, tellTimeline } from '#pipeline'
import { readDossier, readTimeline, type Creditor, type DebtorKey } from '#store'
import { agentsOf, deskOf } from '../support/agent-desk'
import { openCaller, type ApiAnswer, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, at, claimOf, HOME, openBench, pay, playUntil, rest, type PipeBench } from '../support/pipe'
import { attempts, debtorKey, openTasks } from '../support/pipe-records'
import { EMAIL } from './owing'
import { foretold, playThrough } from './through-the-pipe'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test.each(['invoice-not-received', 'not-received-three-invoices-on-paper'])('%s', async (name) => {
  expect((await playThrough(bench, name)).told).toEqual(foretold(name))
})

interface Case {
  readonly creditor: Creditor
  readonly debtor: DebtorKey
  readonly caller: ApiCaller
  readonly path: string
  readonly claim: string
  readonly get: <T>(path: string) => Promise<T>
  readonly post: (path: string, body?: object) => Promise<ApiAnswer>
}

/** Due on 7 January after fourteen days, reminded on Tuesday the 12th; it is Wednesday the 13th at eleven. */
async function reminded(reach: Partial<ImportedDebtor> = { email: EMAIL }, ...claims: readonly ImportedClaim[]): Promise<Case> {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, claims.length > 0 ? claims : [claimOf('1', reach)])
  await playUntil(bench, at('2027-01-13T10:00:00Z'))
  const caller = await openCaller(bench, [creditor.id])
  const debtor = await debtorKey(bench, creditor, 'D-1')
  const path = `/v1/creditors/${creditor.id}/debtors/${debtor.debtorId}`
  const [row] = await bench.database.query<{ id: string }>(`select id from claim where creditor_id = $1 and reference = '1'`, [creditor.id])
  return {
    creditor,
    debtor,
    caller,
    path,
    claim: row?.id ?? '',
    get: async <T>(part: string) => (await caller.call<T>('GET', `${path}${part}`)).body,
    post: (part, body = {}) => caller.call('POST', `${path}${part}`, { body }),
  }
}

const stepsOf = async ({ creditor }: Case): Promise<string[]> =>
  (await attempts(bench, creditor)).map(({ step, channel, state }) => `${step} ${channel}${state === 'handed-over' ? '' : ` ${state}`}`)
const restarts = async ({ creditor }: Case): Promise<number> =>
  (await bench.database.query(`select from contact_event where creditor_id = $1 and kind = 'restarted'`, [creditor.id])).length
const dueOf = async ({ get }: Case): Promise<unknown[]> =>
  (await get<{ items: { reference: string; dueOn: string; restartedOn: string | null }[] }>('/claims')).items.map(
    ({ reference, dueOn, restartedOn }) => [reference, dueOn, restartedOn],
  )
async function mend({ caller, get, path }: Case, channel: string, body: object): Promise<void> {
  const point = (await get<{ id: string; channel: string }[]>('/contact-points')).find((one) => one.channel === channel)
  const read = await caller.call('GET', `${path}/contact-points/${point?.id ?? ''}`)
  const ifMatch = read.headers.get('etag') ?? ''
  expect((await caller.call('PATCH', `${path}/contact-points/${point?.id ?? ''}`, { body, ifMatch })).status).toBe(200)
}
const textOf = async ({ creditor }: Case, step: string): Promise<string> => {
  const rows = await bench.database.query<{ text: string }>(
    `select b.content ->> 'text' as text from message_body b join contact_attempt a on a.creditor_id = b.creditor_id and a.id = b.attempt_id
     where a.creditor_id = $1 and a.step = $2`,
    [creditor.id, step],
  )
  return rows.map(({ text }) => text.replaceAll('\u00A0', ' ')).join('\n')
}

test('two who tell it at once: one copy with a whole term, the ladder begins again, an export of before takes nothing back, and the second time is for a person', async () => {
  const one = await reminded()
  expect(await one.get('/invoice-copies')).toEqual({ claims: [{ claim: one.claim, why: null, payBy: '2027-01-27' }] })
  const told = await Promise.all([one.post('/invoice-copies'), one.post('/invoice-copies', { claim: one.claim })])
  expect(told.map(({ status }) => status)).toEqual([200, 200])
  await rest(bench)
  expect(await stepsOf(one)).toEqual(['reminder email', 'invoice-copy email'])
  const text = await textOf(one, 'invoice-copy')
  for (const part of ['F-1', '€ 125,00', 'woensdag 27 januari 2027', 'niet heeft ontvangen', 'betaaldag 27 januari 2027'])
    expect(text).toContain(part)
  await addClaims(bench, one.creditor, [claimOf('1', { email: EMAIL }, { description: 'Onderhoud en reparatie' })])
  expect(await dueOf(one)).toEqual([['1', '2027-01-27', '2027-01-13']])
  expect(await one.post('/invoice-copies')).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:not-again' } })
  await playUntil(bench, at('2027-02-01T12:00:00Z'))
  expect(await stepsOf(one)).toEqual(['reminder email', 'invoice-copy email', 'pre-due email', 'reminder email'])
  const timeline = await readTimeline(bench.database, one.creditor.id, 'D-1')
  const lines = tellTimeline(timeline!, 'nl', 'Europe/Amsterdam').map(({ what, why }) => [what, ...why].join(' '))
  expect(lines.filter((line) => line.includes('U vertelde') || line.includes('vertelde u ons'))).toHaveLength(1)
  expect(lines).toContainEqual(expect.stringContaining('opnieuw gestuurd, met een nieuwe betaaldag (1, 27 januari 2027)'))
  const dossier = dossierData((await readDossier(bench.database, one.debtor, bench.now))!)
  expect(JSON.stringify(dossier)).toContain('restarted')
})

test('the copy comes back: it goes by letter, and the term counts from that', async () => {
  const one = await reminded({ email: EMAIL, address: HOME })
  await mend(one, 'email', { address: 'bounce@voorbeeld.example' })
  await one.post('/invoice-copies')
  await playUntil(bench, at('2027-01-15T12:00:00Z'))
  expect(await stepsOf(one)).toEqual(['reminder email', 'invoice-copy email failed', 'invoice-copy letter'])
  expect(await dueOf(one)).toEqual([['1', '2027-01-27', '2027-01-13']])
  expect(await restarts(one)).toBe(2)
})

test('a mailbox that is always full is tried twice, not for ever; then a person looks', async () => {
  const one = await reminded()
  await mend(one, 'email', { address: 'soft-bounce@voorbeeld.example' })
  await one.post('/invoice-copies')
  await playUntil(bench, at('2027-01-15T12:00:00Z'))
  expect(await stepsOf(one)).toEqual(['reminder email', 'invoice-copy email failed', 'invoice-copy email failed'])
  expect(await openTasks(bench, one.creditor)).toEqual(['address'])
})

test('a wrong address: a person looks for it first, and the copy follows once it is mended', async () => {
  const one = await reminded({ address: HOME })
  await one.post('/invoice-copies')
  // A colleague knows better, while it waits for the hour of letters.
  expect((await one.post('/invoice-copies', { address: 'wrong' })).status).toBe(200)
  await playUntil(bench, at('2027-01-18T10:00:00Z'))
  expect([await stepsOf(one), await openTasks(bench, one.creditor)]).toEqual([['reminder letter'], ['address']])
  await mend(one, 'letter', { postalAddress: { ...HOME, houseNumber: '2' } })
  await playUntil(bench, at('2027-01-19T14:00:00Z'))
  expect(await stepsOf(one)).toEqual(['reminder letter', 'invoice-copy letter'])
  expect(await dueOf(one)).toEqual([['1', '2027-02-01', '2027-01-18']])
})

test.each([
  ['corrected', ['reminder letter', 'invoice-copy letter']],
  ['not-found', ['reminder letter']],
])('who looked for the address says %s: it goes again only to where it can arrive', async (as, steps) => {
  const one = await reminded({ address: HOME })
  await one.post('/invoice-copies', { address: 'wrong' })
  const home = `/v1/creditors/${one.creditor.id}`
  const tasks = (await one.caller.call<{ items: { id: string }[] }>('GET', `${home}/tasks?kind=address`)).body.items
  expect((await one.caller.call('POST', `${home}/tasks/${tasks[0]?.id ?? ''}/closing`, { body: { as } })).status).toBe(200)
  await playUntil(bench, at('2027-01-15T14:00:00Z'))
  expect(await stepsOf(one)).toEqual(steps)
})

test('a proposal to hand over two invoices is about the other one alone once the first begins anew, and its costs are gone', async () => {
  const { debtor } = claimOf('1', { email: EMAIL, address: HOME })
  const one = await reminded({}, claimOf('1', debtor), { ...claimOf('2', {}), debtor })
  await playUntil(bench, at('2027-03-10T12:00:00Z'))
  const proposed = (): Promise<unknown> =>
    bench.database.query(`select claims, closed_as as "as" from task where creditor_id = $1 and kind = 'escalation'`, [one.creditor.id])
  expect(await proposed()).toEqual([{ claims: ['1', '2'], as: null }])
  expect(await one.get('/statement')).toMatchObject({ principal: '250.00', total: '290.00' })
  await one.post('/invoice-copies', { claim: one.claim })
  await playUntil(bench, at('2027-03-11T12:00:00Z'))
  expect(await proposed()).toEqual([{ claims: ['2'], as: null }])
  await one.post('/invoice-copies')
  await playUntil(bench, at('2027-03-12T12:00:00Z'))
  expect(await proposed()).toEqual([{ claims: ['2'], as: 'restarted' }])
  expect(await one.get('/statement')).toMatchObject({ principal: '250.00', total: '250.00' })
})

test('nobody can be written to any more: it is a person who must find a way, not a claim that is forgotten', async () => {
  const one = await reminded()
  await one.post('/opt-outs', { channel: 'email' })
  await one.post('/invoice-copies')
  await playUntil(bench, at('2027-01-20T10:00:00Z'))
  expect([await stepsOf(one), await openTasks(bench, one.creditor)]).toEqual([['reminder email'], ['address']])
})

test('what is paid, disputed, in terms, or of somebody who has died is not sent again', async () => {
  const one = await reminded(
    {},
    claimOf('1', { email: EMAIL }),
    { ...claimOf('2', {}), debtor: claimOf('1', { email: EMAIL }).debtor },
    { ...claimOf('3', {}), debtor: claimOf('1', { email: EMAIL }).debtor },
  )
  const ids = (await one.get<{ items: { id: string; reference: string }[] }>('/claims')).items
  const [, second] = ids.map(({ id }) => id)
  await one.post('/disputes', { claim: second })
  expect(await one.post('/invoice-copies', { claim: second })).toMatchObject({ status: 409 })
  await one.post('/invoice-copies')
  await pay(bench, one.creditor, '3', 12_500)
  await playUntil(bench, at('2027-01-13T16:00:00Z'))
  expect(await attempts(bench, one.creditor)).toMatchObject([
    { step: 'reminder' },
    { step: 'reply-dispute' },
    { step: 'invoice-copy', claims: ['1'] },
  ])
  expect(await dueOf(one)).toEqual([
    ['1', '2027-01-27', '2027-01-13'],
    ['2', '2027-01-07', null],
    ['3', '2027-01-07', null],
  ])
})

test('told in a call, of one of two invoices: it alone goes again', async () => {
  const creditor = await addCreditor(bench)
  const debtor = {
    reference: 'D-1',
    kind: 'consumer',
    name: 'A. Voorbeeldsma',
    phone: '+31612301000',
    preferredChannel: 'call',
    address: HOME,
  } as const
  await addClaims(bench, creditor, [
    { ...claimOf('1', {}), debtor },
    { ...claimOf('2', {}), debtor },
  ])
  await rest(bench)
  const caller = await openCaller(bench, [creditor.id])
  const desk = deskOf(caller, creditor)
  const agents = agentsOf(() => desk)
  const call = await agents.held('anna')
  await agents.on(call, 'dial')
  await agents.identified(call)
  const claims = (await desk.get<{ items: { id: string }[] }>(`/debtors/${call.debtor}/claims`)).items
  expect((await agents.on(call, 'outcome', { kind: 'promise', claim: claims[1]?.id })).status).toBe(422)
  expect((await agents.on(call, 'outcome', { kind: 'not-received', detail: 'address-right', claim: claims[1]?.id })).status).toBe(200)
  const holds = await desk.get<{ id: string; kind: string; claim: string }[]>(`/debtors/${call.debtor}/holds`)
  expect(holds).toMatchObject([{ kind: 'not-received', claim: claims[1]?.id }])
  expect(await openTasks(bench, creditor)).toEqual([])
  await rest(bench)
  await playUntil(bench, at('2027-01-18T12:00:00Z'))
  expect((await attempts(bench, creditor)).filter(({ channel }) => channel !== 'call')).toMatchObject([
    { step: 'invoice-copy', claims: ['2'] },
  ])
})
