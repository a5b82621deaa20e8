/** How somebody paid before goes with them through the pipe: into the decision, the wording and the gate, and nowhere where no rule asks for it. */
import { decideDue, explainContact } from '#pipeline'
import type { LocalDate } from '#domain'
import { readDecidedContact, recordPayments, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { publishPolicy } from '../support/own-policy'
import { addClaims, addCreditor, claimOf, openBench, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const LONG_AGO = { issuedOn: '2026-10-01' as LocalDate, dueOn: '2026-11-01' as LocalDate }
const debtor = { reference: 'D-1', email: 'klant@voorbeeld.example' }

/** With an invoice of which the reminder is due, and two that are still open from long ago. */
async function creditorWith(settings: Readonly<Record<string, unknown>>): Promise<Creditor> {
  const creditor = await addCreditor(bench, { strategy: 'relation' })
  await publishPolicy(bench, creditor, settings)
  await addClaims(bench, creditor, [claimOf('1', debtor), claimOf('old', debtor, LONG_AGO), claimOf('older', debtor, LONG_AGO)])
  return creditor
}
const paid = (creditor: Creditor, claim: string, on: string): Promise<unknown> =>
  bench.database.transaction((sql) =>
    recordPayments(
      sql,
      creditor,
      null,
      [
        {
          key: claim,
          receivedOn: on as LocalDate,
          amount: 12_500,
          currency: 'EUR',
          paymentReference: null,
          claimReference: claim,
          invoiceNumber: null,
          description: null,
          payerIban: null,
          payerName: null,
        },
      ],
      bench.now,
    ),
  )
const sent = (creditor: Creditor): Promise<{ step: string; template: string }[]> =>
  bench.database.query(
    `select a.step, b.template from contact_attempt a join message_body b on b.creditor_id = a.creditor_id and b.attempt_id = a.id
     where a.creditor_id = $1 and a.state = 'handed-over' order by a.sent_at`,
    [creditor.id],
  )
const seen = async (creditor: Creditor): Promise<unknown> => {
  const [made] = await attempts(bench, creditor)
  return (await readDecidedContact(bench.database, creditor.id, made?.id ?? ''))?.state?.paidBefore
}

test('who always pays on time counts as loyal: in the decision, and in the words', async () => {
  const creditor = await creditorWith({ segmentByBehaviour: [{ segment: 'loyal', paidOnTime: { from: 2 } }] })
  await paid(creditor, 'old', '2026-11-01')
  await paid(creditor, 'older', '2026-10-20')
  await rest(bench)
  expect(await sent(creditor)).toEqual([{ step: 'reminder', template: 'email/reminder.nl.loyal' }])
  expect(await seen(creditor)).toEqual({ late: 0, onTime: 2 })
  // Decided again from what was known then, whatever they paid since.
  await paid(creditor, '1', '2027-01-12')
  const [made] = await attempts(bench, creditor)
  expect(await explainContact(bench.database, bench.pipe.rulebooks, creditor.id, made?.id ?? '')).toMatchObject({
    replay: { kind: 'same' },
  })
})

test('who turns out to pay late before a message leaves gets the one that is theirs now, and it alone', async () => {
  const creditor = await creditorWith({ segmentByBehaviour: [{ segment: 'notorious', paidLate: { from: 2 } }] })
  await paid(creditor, 'old', '2026-11-02')
  await bench.database.query(`update claim set past_before = '2027-01-12' where creditor_id = $1 and reference = 'older'`, [creditor.id])
  await decideDue(bench.pipe, bench.now, 10)
  expect(await attempts(bench, creditor)).toMatchObject([{ step: 'reminder', state: 'queued', claims: ['1'] }])
  await paid(creditor, 'older', '2027-01-11')
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([
    { step: 'reminder', state: 'suppressed' },
    { step: 'early-reminder', state: 'handed-over', claims: ['1'] },
  ])
})

test('what nobody asks for is not looked up', async () => {
  const creditor = await creditorWith({})
  await paid(creditor, 'old', '2026-11-02')
  await paid(creditor, 'older', '2026-11-02')
  await rest(bench)
  expect(await sent(creditor)).toEqual([{ step: 'reminder', template: 'email/reminder.nl' }])
  expect(await seen(creditor)).toBeUndefined()
})
