/** A queue that was closed: told to whoever asks for a call, and to whoever would dial one they had taken a moment before. */
import type { CreditorId } from '#domain'
import type { CallDesk } from '#pipeline'
import { giveCallBack, namesOfActors, queueClosing, type CallKey, type Database, type Sql } from '#store'
import { conflict } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import { instant } from '../settling/of-debtor'
import type { ClosingView } from './call.dto'

export async function closingView(database: Database, sql: Sql, creditorId: CreditorId): Promise<ClosingView | null> {
  const closing = await queueClosing(sql, creditorId)
  if (!closing) return null
  const names = await namesOfActors(database, [closing.by])
  return { reason: closing.reason, by: names.get(closing.by) ?? closing.by, since: instant(closing.since) }
}

/** Taken while it was being closed: the call goes back, whatever becomes of the answer. */
export async function refuseClosed({ database }: CallDesk, { sql, creditorId, now }: TenantRequest, call: CallKey): Promise<void> {
  if (!(await queueClosing(sql, creditorId))) return
  await giveCallBack(database, call, now)
  throw conflict('queue-closed', 'The queue was closed meanwhile: nobody is called until it is opened.')
}
