/** A campaign that asks: once per debtor, beside their own journey, within the same budget; and the answer is what decide uses from then on. */
import type { DebtorId, LocalDate } from '#domain'
import { CampaignRefused } from '#pipeline'
import { channelPreferences, recordPreferences, type Creditor, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, HOME, openBench, pay, playUntil, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'
import { A, act, begin, draft, progress, running, stateOf } from './campaign-bench'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})
beforeEach(async () => {
  await bench.clear()
})

const both = (n: number): { email: string; sms: string } => ({ email: `p${n}@example.nl`, sms: `+3161234500${n}` })
const later = '2027-02-20' as LocalDate
const ask = (creditor: Creditor): Promise<never> => begin(bench, creditor, { kind: 'preference' }) as Promise<never>
const keyOf = async (creditor: Creditor, reference: string): Promise<DebtorKey> => ({
  creditorId: creditor.id,
  debtorId: (
    await bench.database.query<{ id: DebtorId }>('select id from debtor where creditor_id = $1 and reference = $2', [
      creditor.id,
      reference,
    ])
  )[0]!.id,
})
const answer = async (creditor: Creditor, reference: string): Promise<void> => {
  const key = await keyOf(creditor, reference)
  await bench.database.transaction((sql) =>
    recordPreferences(
      sql,
      key,
      [
        { documentType: 'reminder', channel: 'sms' },
        { documentType: 'invoice', channel: 'letter' },
      ],
      'Noor',
      bench.now,
    ),
  )
}
const made = async (creditor: Creditor): Promise<string[]> =>
  (await attempts(bench, creditor)).map(({ debtor, step, channel, state }) => `${debtor} ${step} ${channel} ${state}`)

test("asks once beside the debtor's own journey, and the answer decides the channel of the reminder", async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', both(1), { dueOn: later }), claimOf('2', both(2), { dueOn: later })])
  const id = await ask(creditor)
  await rest(bench)
  expect(await made(creditor)).toEqual(['D-1 preference email handed-over', 'D-2 preference email handed-over'])
  expect((await running(bench, creditor)).map(({ campaign }) => campaign)).toEqual([null, null])
  await answer(creditor, 'D-1')
  expect((await progress(bench, creditor, id)).states).toEqual({ answered: 1, contacted: 1 })
  expect(await channelPreferences(bench.database, await keyOf(creditor, 'D-1'))).toEqual([
    { documentType: 'invoice', channel: 'letter', statedAt: bench.now, askedBy: 'Noor', campaignId: id },
    { documentType: 'reminder', channel: 'sms', statedAt: bench.now, askedBy: 'Noor', campaignId: id },
  ])
  // What an import fills in for them does not outrank what they said.
  await addClaims(bench, creditor, [claimOf('1', { ...both(1), preferredChannel: 'email' }, { dueOn: later })])
  await playUntil(bench, after(bench.now, 50 * DAY))
  const contacts = await made(creditor)
  expect(contacts.filter((line) => line.includes(' preference '))).toHaveLength(2)
  expect(contacts).toEqual(expect.arrayContaining(['D-1 reminder sms handed-over', 'D-2 reminder email handed-over']))
  const again = await begin(bench, creditor, { kind: 'preference' })
  await rest(bench)
  expect((await progress(bench, creditor, again)).why).toEqual({ 'asked-before': 1, 'preference-known': 1 })
})

test('a reminder that is due goes first, and the question keeps to the budget of a day', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', both(1))])
  await ask(creditor)
  await rest(bench)
  expect(await made(creditor)).toEqual(['D-1 reminder email handed-over'])
  await playUntil(bench, after(bench.now, DAY))
  expect(await made(creditor)).toEqual(['D-1 reminder email handed-over', 'D-1 preference email handed-over'])
})

test('is written by letter, without a payment to make, to who has nothing else; nobody is called for it', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('1', { address: HOME }, { dueOn: later }),
    claimOf('2', { phone: '+31201234567' }, { dueOn: later }),
  ])
  const id = await ask(creditor)
  await playUntil(bench, after(bench.now, 2 * DAY))
  expect(await made(creditor)).toEqual(['D-1 preference letter handed-over'])
  expect((await progress(bench, creditor, id)).why).toEqual({ 'no-contact-point': 1 })
  const [body] = await bench.database.query<{ content: { letter: { claims: unknown[]; qr: { payload: string } }; text: string } }>(
    'select content from message_body where creditor_id = $1',
    [creditor.id],
  )
  expect(body?.content.letter).toMatchObject({ claims: [], qr: { payload: '' } })
  expect(body?.content.text).not.toContain('NL91')
})

test('a pause holds the question but not the journey, a resume puts it, a stop takes it back', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', both(1))])
  const id = await draft(bench, creditor, { kind: 'preference' })
  await act(bench, creditor, id, 'start')
  await rest(bench)
  await act(bench, creditor, id, 'pause')
  await playUntil(bench, after(bench.now, 2 * DAY))
  expect(await made(creditor)).toEqual(['D-1 reminder email handed-over'])
  await act(bench, creditor, id, 'resume')
  await rest(bench)
  expect(await made(creditor)).toEqual(['D-1 reminder email handed-over', 'D-1 preference email handed-over'])
  const second = await addCreditor(bench)
  await addClaims(bench, second, [claimOf('9', both(9))])
  const stopped = await ask(second)
  await rest(bench)
  await act(bench, second, stopped, 'stop')
  await playUntil(bench, after(bench.now, 2 * DAY))
  expect(await made(second)).toEqual(['D-9 reminder email handed-over'])
  expect((await progress(bench, second, stopped)).states).toEqual({ stopped: 1 })
})

test('an answer before the question left takes it back; who settles leaves unasked, and then all is done', async () => {
  const creditor = await addCreditor(bench, { live: false })
  await addClaims(bench, creditor, [claimOf('1', both(1), { dueOn: later }), claimOf('2', both(2), { dueOn: later })])
  const id = await ask(creditor)
  await rest(bench)
  expect(await made(creditor)).toEqual(['D-1 preference email planned', 'D-2 preference email planned'])
  await answer(creditor, 'D-1')
  await pay(bench, creditor, '2', 12_500)
  await rest(bench)
  expect((await progress(bench, creditor, id)).states).toEqual({ answered: 1, settled: 1 })
  expect((await made(creditor))[0]).toBe('D-1 preference email suppressed')
  expect(await stateOf(bench, id)).toBe('finished')
})

test('a question that was too late to leave is put again', async () => {
  const creditor = await addCreditor(bench, { live: false })
  await addClaims(bench, creditor, [claimOf('1', both(1), { dueOn: later })])
  await ask(creditor)
  await playUntil(bench, after(bench.now, 1.5 * DAY))
  expect((await made(creditor)).slice(0, 2)).toEqual(['D-1 preference email expired', 'D-1 preference email planned'])
})

test('a campaign that asks has no strategy', async () => {
  const creditor = await addCreditor(bench)
  await expect(draft(bench, creditor, { kind: 'preference', variants: [A] })).rejects.toThrow(CampaignRefused)
})
