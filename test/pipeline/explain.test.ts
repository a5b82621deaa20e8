/** Years later a contact can be explained: the decision is made again from what it saw, and what a newer program does otherwise is named. */
import { randomUUID } from 'node:crypto'
import { answerByHand, decideDue, explainContact, Rulebooks, sendReminder } from '#pipeline'
import { Database, seedConfiguration, type Creditor } from '#store'
import { CommandLine } from '../support/cli'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, debtorKey } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const explain = async (creditor: Creditor, id: string) => {
  const explanation = await bench.tenant.tenantTransaction([creditor.id], (sql) =>
    explainContact(sql, new Rulebooks(bench.database), creditor.id, id),
  )
  if (!explanation) throw new Error('no such contact')
  return explanation
}
async function reminded(): Promise<{ creditor: Creditor; id: string }> {
  const creditor = await addCreditor(bench)
  const debtor = { reference: 'D-1', email: 'klant@voorbeeld.example' }
  await addClaims(bench, creditor, [claimOf('1', debtor), claimOf('2', debtor)])
  await rest(bench)
  const [made] = await attempts(bench, creditor)
  return { creditor, id: made?.id ?? '' }
}

test('every contact of a ladder is decided the same again, whatever has happened since', async () => {
  const { creditor } = await reminded()
  await playUntil(bench, after(TUESDAY, 40 * DAY))
  await pay(bench, creditor, '1', 12_500)
  const made = await attempts(bench, creditor)
  expect(made.map(({ step }) => step)).toEqual(expect.arrayContaining(['reminder', 'formal-notice']))
  for (const { id } of made) expect((await explain(creditor, id)).replay).toEqual({ kind: 'same' })
})

test('who reads another language by the time a message leaves gets it in that one, and it is decided the same again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'klant@voorbeeld.example' })])
  await decideDue(bench.pipe, bench.now, 10)
  await bench.database.query(`update debtor set language = 'en', attributes = '{"level": "A2"}' where creditor_id = $1`, [creditor.id])
  await rest(bench)
  const [made] = await attempts(bench, creditor)
  const sent = await bench.database.query<{ template: string; isTheSame: boolean }>(
    `select template, strpos(content ->> 'text', '€125.00') > 0 as "isTheSame" from message_body where creditor_id = $1`,
    [creditor.id],
  )
  expect(sent).toEqual([{ template: 'email/reminder.en.a2', isTheSame: true }])
  expect((await explain(creditor, made?.id ?? '')).replay).toEqual({ kind: 'same' })
})

test('what a person sent is explained as that, not held against what the program would have done by itself', async () => {
  const creditor = await addCreditor(bench)
  const due = { dueOn: '2027-01-11' as never }
  await addClaims(
    bench,
    creditor,
    ['1', '2', '3'].map((name) => claimOf(name, { email: `klant${name}@voorbeeld.example`, sms: `+3161230010${name}` }, due)),
  )
  await rest(bench)
  const reminder = { channel: null, amount: null, undoMs: 0 }
  const of = (reference: string) => debtorKey(bench, creditor, reference)
  const [first, second, third] = [await of('D-1'), await of('D-2'), await of('D-3')]
  await bench.database.transaction(async (sql) => {
    await sendReminder(bench.pipe, sql, first, reminder, bench.now)
    await sendReminder(bench.pipe, sql, second, { ...reminder, channel: 'sms' }, bench.now)
    await answerByHand(
      bench.pipe,
      sql,
      third,
      { channel: 'email', text: 'Dank u.', author: 'anna', undoMs: 0, about: 'message' },
      bench.now,
    )
  })
  await rest(bench)
  const made = await attempts(bench, creditor)
  const told = made.map(({ debtor, channel, state }) => `${debtor} ${channel} ${state}`)
  expect(told.sort()).toEqual(['D-1 email handed-over', 'D-2 sms handed-over', 'D-3 email handed-over'])
  for (const { id } of made) expect((await explain(creditor, id)).replay).toEqual({ kind: 'same' })
})

test('references of any kind are kept letter by letter, and what was decided for several creditors together can be told apart', async () => {
  const odd = ['"', '\\', '{a,b}', 'NULL', "it's", 'é€😀', '$1', '\u001f']
  const creditors = [await addCreditor(bench), await addCreditor(bench)]
  for (const creditor of creditors)
    await addClaims(
      bench,
      creditor,
      odd.map((reference, index) => claimOf(reference, { reference: `D-${index}`, email: `klant${index}@voorbeeld.example` })),
    )
  await rest(bench)
  for (const creditor of creditors) {
    const made = await bench.database.query<{ id: string; claims: string[] }>(
      'select id, claims from contact_attempt where creditor_id = $1',
      [creditor.id],
    )
    expect(made.map(({ claims }) => claims).toSorted()).toEqual(odd.map((reference) => [reference]).toSorted())
    for (const { id } of made) expect((await explain(creditor, id)).replay).toEqual({ kind: 'same' })
  }
})

test('a calendar that was published later has no part in it, and a decision of another program is told apart by what differs', async () => {
  const { creditor, id } = await reminded()
  const owner = await Database.open(bench.url, 'owner', 1)
  const [contact] = await owner.query<{ definition: { days: Record<string, unknown> } }>(
    `select definition from configuration_version where kind = 'calendar' and name = 'nl-contact'`,
  )
  await seedConfiguration(
    owner,
    [
      {
        kind: 'calendar',
        name: 'nl-contact',
        hash: randomUUID(),
        definition: { ...contact?.definition, days: { ...contact?.definition.days, '2027-01-12': { nl: 'dicht', en: 'closed' } } },
      },
    ],
    after(bench.now, DAY),
  )
  expect((await explain(creditor, id)).replay).toEqual({ kind: 'same' })
  await owner.query(`delete from configuration_version where kind = 'calendar' and name = 'nl-contact' and version > 1`)
  await owner.query(`update contact_attempt set amount_cents = 12500, claims = array['1'] where creditor_id = $1`, [creditor.id])
  await owner.close()
  expect((await explain(creditor, id)).replay).toMatchObject({
    kind: 'differs',
    differences: [
      { field: 'claims', then: ['1'], now: ['1', '2'] },
      { field: 'amount', then: 12_500, now: 25_000 },
    ],
    reasons: [{ code: 'step-due' }, { code: 'consolidated' }, {}],
  })
})

test('what was erased is not decided again, the reasons stay; and no other creditor is told', async () => {
  const { creditor, id } = await reminded()
  await bench.database.query('update decision set state = null where creditor_id = $1', [creditor.id])
  expect(await explain(creditor, id)).toMatchObject({
    debtor: 'D-1',
    replay: { kind: 'impossible', why: 'erased' },
    decision: { reasons: [{ code: 'step-due' }, { code: 'consolidated' }, {}] },
  })
  const other = await addCreditor(bench)
  await expect(explain(other, id)).rejects.toThrow('no such contact')
})

test('the command tells it in the words of the debtor, or as data', async () => {
  const { creditor, id } = await reminded()
  const cli = new CommandLine({ DATABASE_URL: bench.url })
  try {
    const dutch = await cli.run('explain', id, '--creditor', creditor.code)
    expect(dutch).toMatchObject({ code: 0, stderr: '' })
    expect(dutch.stdout).toContain('De betalingsherinnering voor factuur 1 was op 12 januari 2027 aan de beurt.')
    expect(dutch.stdout).toContain('Opnieuw beslist met wat er toen bekend was: hetzelfde.')
    expect(await cli.json('explain', id, '--creditor', creditor.code)).toMatchObject({ id, replay: { kind: 'same' } })
    expect(await cli.run('explain', randomUUID(), '--creditor', creditor.code)).toMatchObject({ code: 1, stdout: '' })
    expect(await cli.run('explain', 'D-1', '--creditor', creditor.code)).toMatchObject({ code: 2, stdout: '' })
  } finally {
    cli.remove()
  }
})
