/** Answer templates: approved words that a person may answer with, filled in for one debtor: what is shown is what leaves. */
import { dayOf, segmentOf } from '#decision'
import type { Channel, Instant, OutboundMessage } from '#domain'
import { compose, CompositionError } from '#messages'
import { deliveryFactsOf, type DebtorKey, type Sql } from '#store'
import { messageInput, type Payments } from '../message-input'
import type { Pipe } from '../pipe'
import { answerTo, rulebookOf } from './answer-by-hand'
import { snapshotsFor } from '../snapshots-for'

export interface AnswerTemplate {
  /** Its name and version: an answer is in the words that were seen, or in none. */
  readonly id: string
  readonly pickedAs: string | null
  readonly message: OutboundMessage
}

/** No claim is listed. */
const NO_PAYMENTS: Payments = { byClaim: new Map(), covering: new Map() }
const CHANNELS: readonly Channel[] = ['whatsapp', 'sms', 'email']

/** Over each channel that reaches them; one that cannot be filled in for this debtor is left out. */
export async function answerTemplates(
  { rulebooks, templates }: Pick<Pipe, 'rulebooks' | 'templates'>,
  sql: Sql,
  debtor: DebtorKey,
  now: Instant,
): Promise<AnswerTemplate[]> {
  const [snapshot] = await snapshotsFor(rulebooks, sql, [debtor], now, (one) => rulebookOf(rulebooks, sql, one))
  if (!snapshot) return []
  const { state } = snapshot
  const points = CHANNELS.flatMap((channel) => state.points.find((point) => point.channel === channel && point.usable) ?? [])
  const rulebook = await rulebookOf(rulebooks, sql, snapshot)
  const facts = await deliveryFactsOf(
    sql,
    debtor,
    points.map(({ id }) => id),
  )
  const found: AnswerTemplate[] = []
  for (const point of points) {
    const about = facts.get(point.id)
    if (!about) continue
    const { language, level, kind } = about.debtor
    // Never as free words: what was approved goes at any hour.
    const input = messageInput(
      { attempt: { contact: answerTo(point, 'message', now) }, snapshot, rulebook },
      about,
      NO_PAYMENTS,
      false,
      dayOf(now, rulebook),
    )
    for (const template of await templates.toPick(
      debtor.creditorId,
      { channel: point.channel, phase: 'reply', language, level, segment: segmentOf(state, rulebook.policy) },
      kind,
    )) {
      const message = composed(() => compose(input, template))
      if (message) found.push({ id: `${template.name}@${template.version}`, pickedAs: template.pickedAs, message })
    }
  }
  return found
}

function composed(work: () => OutboundMessage): OutboundMessage | null {
  try {
    return work()
  } catch (fault) {
    if (fault instanceof CompositionError) return null
    throw fault
  }
}
