/** What is queued stops: while the belt is full, facts come for debtors whose contacts lie on it, a campaign is paused, and all sending is stopped. */
import { setTimeout as pause } from 'node:timers/promises'
import type { CampaignId, CreditorId, LocalDate } from '#domain'
import { actOnCampaign } from '#pipeline'
import {
  getCreditor,
  openClaims,
  placeHold,
  recordOptOut,
  recordPayments,
  setSendingStopped,
  type Database,
  type DebtorKey,
  type Sql,
} from '#store'
import { runSide, timed } from '../side'
import { openDispatch } from './open-dispatch'

/** Of each kind of fact. */
const DEBTORS = 50
const UNDER_WAY = 1_500
const WATCH_MS = 2_000
const WITHIN_MS = 1_000

interface Late {
  readonly messages: number
  readonly ms: number
}

void runSide(async (run) => {
  const dispatch = await openDispatch(run)
  const { database, clock } = dispatch
  const arrivals = async (): Promise<Map<string, number>> =>
    new Map((await (await fetch(`${String(run.told.carrier)}/arrivals`)).json()) as [string, number][])
  const [only] = await database.query<{ creditorId: CreditorId; id: CampaignId }>('select creditor_id as "creditorId", id from campaign')
  if (!only) throw new Error('no campaign')
  const creditor = await getCreditor(database, only.creditorId)
  const late: Record<string, Late> = {}
  /** What is stopped must be under way: so many more have left. */
  const leaving = async (): Promise<void> => {
    for (const from = (await arrivals()).size; (await arrivals()).size < from + UNDER_WAY;) await pause(20)
  }
  const measured = await timed(async () => {
    dispatch.start()
    const facts: Record<string, (sql: Sql, debtor: DebtorKey) => Promise<unknown>> = {
      payment: async (sql, debtor) =>
        recordPayments(
          sql,
          creditor,
          null,
          (await openClaims(sql, debtor)).map(({ reference, open }) => paymentOf(reference, open)),
          clock(),
        ),
      STOP: (sql, debtor) => recordOptOut(sql, debtor, 'whatsapp', 'reply', clock()),
      hold: (sql, debtor) => placeHold(sql, debtor, 'manual', null, clock()),
    }
    for (const [what, tell] of Object.entries(facts)) {
      await leaving()
      const told: Told[] = []
      for (const debtor of await onTheBelt(database)) {
        await database.transaction((sql) => tell(sql, debtor))
        told.push({ debtor, at: Date.now() })
      }
      await pause(WATCH_MS)
      late[what] = lateOf(await arrivals(), await handOversOf(database, told))
    }
    const everything = async (what: string, stop: () => Promise<unknown>): Promise<void> => {
      await leaving()
      await stop()
      const at = Date.now()
      await pause(WATCH_MS)
      late[what] = lateOf(await arrivals(), () => at)
    }
    await everything('pause', () => actOnCampaign(database, database, creditor, { id: only.id, action: 'pause', by: 'bench' }, clock()))
    await actOnCampaign(database, database, creditor, { id: only.id, action: 'resume', by: 'bench' }, clock())
    await everything('stop-all', () => setSendingStopped(database, true))
    await dispatch.stop()
    return (await arrivals()).size
  })
  const [left] = await database.query<{ n: number }>(`select count(*)::int as n from contact_attempt where state = 'queued'`)
  await dispatch.close()
  return {
    ...measured,
    figures: {
      'still queued': left?.n ?? 0,
      ...Object.fromEntries(
        Object.entries(late).flatMap(([what, { messages, ms }]) => [
          [`${what} ms`, ms],
          [`${what} messages`, messages],
        ]),
      ),
    },
    problems: [
      ...dispatch.faults,
      ...Object.entries(late)
        .filter(([, { ms }]) => ms > WITHIN_MS)
        .map(([what, { ms }]) => `the last left ${ms} ms after the ${what}`),
    ],
  }
})

const onTheBelt = (database: Database): Promise<DebtorKey[]> =>
  database.query(
    `select creditor_id as "creditorId", debtor_id as "debtorId" from contact_attempt where state = 'queued' and lease_token is not null order by id limit $1`,
    [DEBTORS],
  )

const paymentOf = (claimReference: string, amount: number): Parameters<typeof recordPayments>[3][number] => ({
  key: `bench ${claimReference}`,
  receivedOn: '2027-01-12' as LocalDate,
  amount,
  currency: 'EUR',
  paymentReference: null,
  claimReference,
  invoiceNumber: null,
  description: null,
  payerIban: null,
  payerName: null,
})

interface Told {
  readonly debtor: DebtorKey
  readonly at: number
}

/** By hand-over: when the fact that should have stopped it was committed. */
async function handOversOf(database: Database, told: readonly Told[]): Promise<(handOver: string) => number> {
  const rows = await database.query<{ id: string; debtorId: string }>(
    `select h.id, a.debtor_id as "debtorId" from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id
     where a.creditor_id = any ($1::uuid[]) and a.debtor_id = any ($2::uuid[])`,
    [told.map(({ debtor }) => debtor.creditorId), told.map(({ debtor }) => debtor.debtorId)],
  )
  const at = new Map(told.map(({ debtor, at: committed }) => [debtor.debtorId as string, committed]))
  const committed = new Map(rows.map(({ id, debtorId }) => [id, at.get(debtorId) ?? Infinity]))
  return (handOver) => committed.get(handOver) ?? Infinity
}

function lateOf(arrivals: ReadonlyMap<string, number>, stoppedAt: (handOver: string) => number): Late {
  const after = [...arrivals].map(([handOver, at]) => at - stoppedAt(handOver)).filter((ms) => ms > 0)
  return { messages: after.length, ms: Math.max(0, ...after) }
}
