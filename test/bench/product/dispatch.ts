/** Product side of dispatch: the pipe as it runs, until every contact that is due has been handed over, or so many as were asked for. */
import { keepHeapSmall } from '#lifecycle'
import type { Database } from '#store'
import { runSide, timed } from '../side'
import { openDispatch } from './open-dispatch'

interface Left {
  readonly handedOver: number
  readonly accepted: number
  readonly worded: number
  readonly told: number
}

void runSide(async (run) => {
  keepHeapSmall()
  const dispatch = await openDispatch(run)
  const { database, pipe, faults } = dispatch
  const most = Number(run.told.atMost ?? Infinity)
  const measured = await timed(async () => {
    dispatch.start()
    // Asked for only when the belt is empty: looking is no part of what is measured.
    while (dispatch.answered() < most && ((await pipe.belt.depth()) > 0 || (await unfinished(database))))
      await new Promise((resolve) => setTimeout(resolve, 20))
    await dispatch.stop()
    const [row] = await database.query<{ n: number }>(`select count(*)::int as n from contact_attempt where state = 'handed-over'`)
    return row?.n ?? 0
  })
  const [left] = await database.query<Left>(CHECK)
  await dispatch.close()
  const same = left !== undefined && [left.accepted, left.worded, left.told].every((count) => count === left.handedOver)
  return { ...measured, problems: [...new Set(faults), ...(same ? [] : [`kept unevenly: ${JSON.stringify(left)}`])] }
})

const unfinished = async (database: Database): Promise<boolean> =>
  (
    await database.query(
      `(select from contact_attempt where state = 'queued' limit 1) union all (select from contact_attempt where state = 'sending' limit 1)`,
    )
  ).length > 0

/** By hashing: the flow's plans are made for reading by key. */
const CHECK = `
  select (select count(*) from contact_attempt where state = 'handed-over')::int as "handedOver",
    (select count(*) from hand_over where state = 'accepted' and carrier_reference is not null and message_hash is not null)::int as accepted,
    (select count(*) from message_body b join hand_over h on h.creditor_id = b.creditor_id and h.id = b.hand_over_id and h.state = 'accepted')::int as worded,
    (select count(*) from (select hand_over_id from contact_event where kind = 'sending' intersect select hand_over_id from contact_event where kind = 'accepted') both_told)::int as told`
