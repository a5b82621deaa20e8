/** What happens in a golden scenario, told to the real pipe by its own people and systems. */
import { collectionDayOf, creditDatesFrom } from '#decision'
import { addDays, localDateOf, type LocalDate } from '#domain'
import { askCopies, makeCollectionBatch, noteDebitReturn } from '#pipeline'
import { rulebookFor, type Scenario, type ScenarioEvent } from '#simulation'
import {
  closeTasks,
  confirmArrangement,
  DISPUTE_OUTCOMES,
  disputesOf,
  editClaim,
  endDispute,
  noteComplaint,
  openClaims,
  proposeArrangement,
  readArrangement,
  readClaimRecord,
  recordDispute,
  recordOptOut,
  recordPayments,
  recordPromise,
  restDebtor,
  type Creditor,
  type DebtorKey,
} from '#store'
import type { PipeBench } from '../support/pipe'
import { shipped } from '../scenarios/shipped-configuration'

export const ZONE = 'Europe/Amsterdam'

export interface Playing {
  readonly bench: PipeBench
  readonly creditor: Creditor
  readonly debtor: DebtorKey
  readonly scenario: Scenario
}

/** The bank's list of the day, as the simulation collects at the start of it. */
export const collect = ({ bench, creditor }: Playing): Promise<unknown> =>
  bench.database.transaction((sql) => makeCollectionBatch(sql, bench.pipe.rulebooks, creditor.id, localDateOf(bench.now, ZONE), bench.now))

export async function happen({ bench, creditor, debtor, scenario }: Playing, event: ScenarioEvent): Promise<void> {
  const { database, pipe, now } = bench
  const idOf = async (reference: string): Promise<string> => {
    const [row] = await database.query<{ id: string }>('select id from claim where creditor_id = $1 and reference = $2', [
      creditor.id,
      reference,
    ])
    return row?.id ?? ''
  }
  await database.transaction(async (sql) => {
    switch (event.type) {
      case 'payment':
        return recordPayments(
          sql,
          creditor,
          null,
          [
            {
              key: `${creditor.code} ${event.at}`,
              receivedOn: localDateOf(now, ZONE),
              amount: event.amount,
              currency: 'EUR',
              paymentReference: null,
              claimReference: event.claim,
              invoiceNumber: null,
              description: null,
              payerIban: null,
              payerName: null,
            },
          ],
          now,
        )
      case 'direct-debit-returned':
        return noteDebitReturn(
          sql,
          pipe.rulebooks,
          creditor,
          debtor.debtorId,
          { claimId: await idOf(event.claim), code: event.reason, on: localDateOf(now, ZONE) },
          now,
        )
      case 'arrangement': {
        const days = event.each === 'pay-day' ? payDays(scenario, event.instalments.length, localDateOf(now, ZONE)) : event.each
        const today = localDateOf(now, ZONE)
        const owed = (await openClaims(sql, debtor)).filter(({ reference }) => event.claims?.includes(reference) ?? true)
        const claims = owed.map(({ id }) => id)
        await closeTasks(sql, debtor, { kind: 'broken-promise' }, 'arrangement', now)
        const made = await proposeArrangement(
          sql,
          debtor,
          { claims, instalments: event.instalments.map((amount, index) => ({ dueOn: days[index] ?? today, amount })), by: 'agent' },
          today,
          now,
        )
        if ('fault' in made) throw new Error(made.fault)
        expect(await confirmArrangement(sql, debtor, made.id, 'agent', today, now)).toBeNull()
        return readArrangement(sql, debtor, made.id)
      }
      case 'dispute':
        return recordDispute(sql, debtor, await idOf(event.claim), null, now)
      case 'dispute-resolved': {
        const claim = await idOf(event.claim)
        const standing = (await disputesOf(sql, debtor)).find(({ claimId, resolvedAt }) => claimId === claim && resolvedAt === null)
        const outcome = DISPUTE_OUTCOMES.find((one) => one === event.outcome) ?? 'rejected'
        return endDispute(sql, debtor, standing?.id ?? '', { outcome, on: localDateOf(now, ZONE) }, now)
      }
      case 'debt-help-notice':
        return restDebtor(sql, debtor, { kind: 'debt-help', claimId: null, until: null, note: null }, now)
      case 'complaint':
        return noteComplaint(sql, debtor, { claimId: null, about: null, acknowledgeBy: localDateOf(now, ZONE) }, now)
      case 'promise': {
        // Who takes a new promise is done with the broken one.
        await closeTasks(sql, debtor, { kind: 'broken-promise' }, 'new-promise', now)
        const owed = await openClaims(sql, debtor)
        const disputed = (await disputesOf(sql, debtor)).filter(({ resolvedAt }) => resolvedAt === null).map(({ claimId }) => claimId)
        const undisputed = owed.filter(({ id }) => !disputed.includes(id))
        const open = undisputed.length > 0 ? undisputed : owed
        const due = open.filter(({ dueOn }) => dueOn <= event.payBy)
        return recordPromise(
          sql,
          debtor,
          event.payBy,
          (due.length > 0 ? due : open).reduce((sum, claim) => sum + claim.open, 0),
          now,
        )
      }
      case 'extension': {
        const claim = await readClaimRecord(sql, creditor.id, await idOf(event.claim))
        return claim?.state === 'open' && editClaim(sql, debtor, claim.id, { dueOn: addDays(claim.dueOn, event.days) }, now)
      }
      case 'not-received':
        return askCopies(sql, debtor, { claimId: await idOf(event.claim), attemptId: null, isAddressRight: true }, now)
      case 'stop':
        return recordOptOut(sql, debtor, event.channel, 'agent', now)
      case 'deceased':
        return restDebtor(sql, debtor, { kind: 'deceased', claimId: null, until: null, note: null }, now)
      case 'message':
      case 'delivery':
        throw new Error(`${event.type} is not played through the pipe`)
    }
  })
}

/** As an agent reads them off the calendar: the collection day after each next income. */
function payDays(scenario: Scenario, count: number, today: LocalDate): LocalDate[] {
  const rulebook = rulebookFor(scenario, shipped)
  return creditDatesFrom(scenario.debtor.income!, addDays(today, 1), rulebook, count).map((day) => collectionDayOf(day, rulebook))
}
