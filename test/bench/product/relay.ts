/** Product side of relay: leases what is due for belt jobs of a hundred ids, until nothing is left to lease. */
import { Database, leaseFrom, newId, waitingQueues } from '#store'
import { NOW } from '../debtors'
import { runSide, timed } from '../side'

const CHUNK = 100

void runSide(async ({ url, n }) => {
  const database = await Database.open(url, 'flow', 2)
  const leased = new Set<string>()
  let rows = 0
  const measured = await timed(async () => {
    for (let taken = -1; taken !== 0;) {
      taken = 0
      for (const queue of await waitingQueues(database, NOW, ['email', 'sms', 'whatsapp'], 8)) {
        const attempts = await leaseFrom(database, queue, NOW, { token: newId(), seconds: 600 }, CHUNK)
        for (const { attemptId } of attempts) leased.add(attemptId)
        taken += attempts.length
      }
      rows += taken
    }
    return rows
  })
  await database.close()
  return { ...measured, problems: rows === n && leased.size === n ? [] : [`${rows} leases of ${leased.size} contacts, not ${n}`] }
})
