/** Debtors as a customer keeps them: found by what is known of them, and reached by the addresses, consents and income that were written last. */
import type { LocalDate } from '#domain'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, rest, type PipeBench } from '../support/pipe'
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

const { post, get, edit, addDebtor } = resourcesOf(() => ({ bench, caller, home }))

test('search finds by reference, beginning of the name, surname, e-mail address and telephone number, in this creditor only', async () => {
  const other = await addCreditor(bench)
  await (
    await openCaller(bench, [other.id])
  ).call('POST', `/v1/creditors/${other.id}/debtors`, { body: { reference: 'S1', kind: 'consumer', name: 'Modelman S1' } })
  const debtor = await addDebtor('S1')
  await addDebtor('S2')
  await post(`/debtors/${debtor}/contact-points`, { channel: 'sms', address: '+31612345678' })
  const search = async (body: object): Promise<string[]> =>
    (await post<Listed<{ reference: string }>>('/debtors/search', body)).items.map(({ reference }) => reference)
  expect(await search({ reference: 'S1' })).toEqual(['S1'])
  expect(await search({ name: 'modelMAN' })).toEqual(['S1', 'S2'])
  expect(await search({ name: 'mod%' })).toEqual([])
  expect(
    await Promise.all(['s', 'S2', 'modelman S', 'man s2', 'modelman', 'S%'].map((surname) => search({ surname: surname.padEnd(2) }))),
  ).toEqual([['S1', 'S2'], ['S2'], ['S1', 'S2'], [], [], []])
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
  await post(`/debtors/${debtor}/consents`, {
    channel: 'whatsapp',
    on: '2027-01-10',
    source: 'call',
    wording: 'Mogen wij u appen over uw rekening?',
    askedBy: 'sanne',
  })
  expect(
    (await caller.call('POST', `${home}/debtors/${debtor}/consents`, { body: { channel: 'whatsapp', on: '2027-01-09' } })).status,
  ).toBe(409)
  for (const part of ['', '/withdrawal']) {
    const ahead = await caller.call('POST', `${home}/debtors/${debtor}/consents${part}`, {
      body: { channel: 'whatsapp', on: '2028-01-10' },
    })
    expect(ahead).toMatchObject({ status: 422, body: { errors: [{ pointer: '/on', message: 'is in the future' }] } })
  }
  await post(`/debtors/${debtor}/consents/withdrawal`, { channel: 'whatsapp', on: '2027-01-11' })
  expect(await get(`/debtors/${debtor}/consents`)).toMatchObject([
    {
      channel: 'whatsapp',
      withdrawnOn: '2027-01-11',
      source: 'call',
      wording: 'Mogen wij u appen over uw rekening?',
      askedBy: 'sanne',
      notedAt: expect.any(String) as string,
    },
  ])
  expect(await edit('PUT', `/debtors/${debtor}/income`, { every: 'month', weekday: 'monday' })).toBe(422)
  expect(await edit('PUT', `/debtors/${debtor}/income`, { calendar: 'nl-nothing' })).toBe(422)
  expect(await edit('PUT', `/debtors/${debtor}/income`, { every: 'month', day: 31 })).toBe(200)
  expect(await get(`/debtors/${debtor}/income`)).toMatchObject({ rule: { every: 'month', day: 31 }, source: 'stated' })
  expect(await edit('DELETE', place)).toBe(204)
  expect((await caller.call('GET', `${home}${place}`)).status).toBe(404)
})

test('a consent that was withdrawn does not come back with every export, also where the export dates it later; one that it renews has no words of before', async () => {
  const told = (name: string): Promise<void> =>
    addClaims(bench, creditor, [claimOf('1', { name, whatsapp: { number: '+31612345678', consentedOn: '2027-03-01' as LocalDate } })])
  await told('A. Voorbeeldsma')
  const debtor = (await get<Listed<{ id: string }>>('/debtors')).items[0]?.id ?? ''
  await post(`/debtors/${debtor}/consents/withdrawal`, { channel: 'whatsapp', on: '2027-01-11' })
  await told('A. Modelsma')
  expect(await get(`/debtors/${debtor}/consents`)).toMatchObject([{ withdrawnOn: '2027-01-11' }])
  const other = await addDebtor('2')
  await post(`/debtors/${other}/consents`, { channel: 'whatsapp', on: '2027-01-10', wording: 'Mogen wij u appen?', askedBy: 'sanne' })
  await addClaims(bench, creditor, [
    claimOf('2', { reference: '2', whatsapp: { number: '+31612345679', consentedOn: '2027-01-12' as LocalDate } }),
  ])
  expect(await get(`/debtors/${other}/consents`)).toMatchObject([{ givenOn: '2027-01-12', source: 'import', wording: null, askedBy: null }])
})
