/** Floor of call queue: one claim is one UPDATE … SKIP LOCKED is one commit, over eight connections. */
import { claimAll } from '../agents'
import { openPool, runSide } from '../side'

const CLAIM = `
  update call_task set state = 1, agent = $1, taken_at = clock_timestamp()
  where id = (select id from call_task where state = 0 order by priority desc, id limit 1 for update skip locked) returning id, claim_id, priority`

void runSide(async ({ url, n }) => {
  const pool = await openPool(url, 8)
  const measured = await claimAll(n, async (agent) => {
    const {
      rows: [call],
    } = await pool.query<{ id: string }>({ name: 'claim', text: CLAIM, values: [agent] })
    return call?.id ?? null
  })
  await pool.end()
  return measured
})
