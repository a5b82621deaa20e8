/** Product side of call queue: agents ask for their next call, as the API does for them. */
import { nextCall, openCallDesk } from '#pipeline'
import { Database, listCreditors } from '#store'
import { claimAll } from '../agents'
import { NOW } from '../debtors'
import { runSide } from '../side'

void runSide(async ({ url, n }) => {
  const database = await Database.open(url, 'flow', 8)
  const [creditor] = await listCreditors(database)
  if (!creditor) throw new Error('no creditor')
  await Promise.all(Array.from({ length: 8 }, () => database.query('select 1')))
  const desk = openCallDesk({ database, redirectAllTo: null, log: { info: () => undefined, error: () => undefined } })
  let asked = 0
  // Whoever has begun a call is given that one again: each asks as an agent who has none.
  const measured = await claimAll(n, async () => (await nextCall(desk, creditor.id, `agent ${asked++}`, NOW))?.taskId ?? null)
  const [left] = await database.query<{ unmarked: number }>(
    `select count(*)::int as unmarked from call_task k join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.attempt_id where k.state = 'claimed' and a.lease_token is distinct from k.lease_token`,
  )
  await database.close()
  return {
    ...measured,
    problems: [...(measured.problems ?? []), ...(left?.unmarked === 0 ? [] : [`${left?.unmarked} calls whose attempt is not leased`])],
  }
})
