/** Take a message of a known debtor: it is told, answers the contact before it, and asks a person; the same whether it was known at once or linked later. */
import type { Instant } from '#domain'
import { appendEvent, noteAnswer, noteHolds, openConversation, openTask, recordOptOut, type Sql } from '#store'
import type { Pipe } from './pipe'
import { restFor, type HeardMessage } from './rest-for'

/** The caller asks for the review. */
export async function takeMessage(ear: Pick<Pipe, 'rulebooks'>, sql: Sql, heard: HeardMessage, now: Instant): Promise<void> {
  const { creditor, debtorId, id, channel, reading, receivedAt } = heard
  const debtor = { creditorId: creditor.id, debtorId }
  const said = reading.automatic ?? reading.command ?? (reading.intent === 'other' ? undefined : reading.intent)
  await appendEvent(sql, {
    ...debtor,
    kind: 'inbound',
    at: receivedAt,
    detail: { message: id, channel, ...(said !== undefined && { said }) },
  })
  // A machine is neither an answer nor anything that a person would have to answer.
  if (reading.automatic !== null) return
  await noteAnswer(sql, { ...debtor, channel, at: receivedAt }, 'reply', now)
  if (reading.command === 'stop') return recordOptOut(sql, debtor, channel, 'stop-word', now)
  if (reading.command === 'start') return
  await openTask(sql, debtor, 'reply', {}, now)
  await openConversation(sql, debtor, receivedAt)
  await noteHolds(sql, creditor.id, id, await restFor(ear, sql, heard, now))
}
