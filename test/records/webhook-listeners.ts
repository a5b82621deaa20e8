/** Who listens to what happens to a debtor, how often they are told, and what the log says of it. */
import type { ContactEventKind, CreditorId, Instant, LocalDate } from '#domain'
import { WebhookRounds, type WebhookWire } from '#pipeline'
import { createWebhookEndpoint, listDeliveries, recordPromise, type DebtorKey } from '#store'
import { addClaims, addCreditor, claimOf, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'
import type { Receiver } from './receiver'

export interface Listening {
  readonly creditor: Awaited<ReturnType<typeof addCreditor>>
  readonly debtor: DebtorKey
  readonly endpoint: string
}

export interface Listeners {
  roundsOver(wire: WebhookWire): WebhookRounds
  listening(kinds?: readonly ContactEventKind[], to?: Receiver): Promise<Listening>
  /** Rounds until nothing is due at this instant. */
  tell(now?: Instant): Promise<void>
  promise(debtor: DebtorKey, cents?: number): Promise<void>
  log(creditorId: CreditorId, endpoint: string): ReturnType<typeof listDeliveries>
}

export function listenersIn(bench: () => PipeBench, receiver: () => Receiver, rounds: () => WebhookRounds): Listeners {
  const roundsOver = (over: WebhookWire): WebhookRounds =>
    new WebhookRounds({ database: bench().database, wire: over, log: bench().pipe.log })

  async function listening(
    kinds: readonly ContactEventKind[] = ['payment', 'promise', 'sending', 'delivered'],
    to = receiver(),
  ): Promise<Listening> {
    const creditor = await addCreditor(bench())
    await addClaims(bench(), creditor, [claimOf('1', { email: 'klant@voorbeeld.example' })])
    const { id, secret } = await bench().database.transaction((sql) =>
      createWebhookEndpoint(sql, creditor.id, { url: to.url, kinds, by: 'admin' }, bench().now),
    )
    to.secret = secret
    return { creditor, debtor: await debtorKey(bench(), creditor, 'D-1'), endpoint: id }
  }

  async function tell(now: Instant = bench().now): Promise<void> {
    for (let round = 0; round < 500; round++) {
      const taken = await rounds().start(now)
      await rounds().idle()
      if (taken === 0) return
    }
    throw new Error('webhooks never come to rest')
  }

  const promise = (debtor: DebtorKey, cents = 100): Promise<void> =>
    bench().database.transaction((sql) => recordPromise(sql, debtor, '2027-02-01' as LocalDate, cents, bench().now))
  const log = (creditorId: CreditorId, endpoint: string) => listDeliveries(bench().database, creditorId, endpoint, null, 1_000)

  return { roundsOver, listening, tell, promise, log }
}
