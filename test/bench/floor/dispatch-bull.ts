/** Floor of dispatch over Bull: claimed contacts travel through Redis in jobs of a hundred; a job's answers are written together. */
import Bull from 'bull'
import { openPool, runSide, timed } from '../side'
import { claim, LANES, openCarrier, record, send, type Answer, type Contact } from './dispatch-contacts'

const JOB = 100
const JOBS_AT_ONCE = 2
/** Contacts that lie on the belt or are being sent. */
const MOST_ON_BELT = 800

void runSide(async ({ url, n, told }) => {
  const pool = await openPool(url, JOBS_AT_ONCE + 1)
  const http = openCarrier(String(told.carrier))
  const queue = new Bull<Contact[]>('floor', String(told.redis), { defaultJobOptions: { removeOnComplete: true } })
  await queue.isReady()
  let recorded = 0
  let onBelt = 0
  let ended: () => void = () => undefined
  const work = async (contacts: readonly Contact[]): Promise<void> => {
    const answers: Answer[] = []
    const left = [...contacts]
    const lane = async (): Promise<void> => {
      for (let contact = left.pop(); contact; contact = left.pop()) answers.push(await send(http, contact))
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    const rows = await record(pool, answers)
    recorded += rows
    onBelt -= contacts.length
    ended()
  }
  const measured = await timed(async () => {
    const room = (most: number): Promise<void> =>
      new Promise((resolve) => {
        ended = () => {
          if (onBelt <= most) resolve()
        }
        ended()
      })
    void queue.process(JOBS_AT_ONCE, ({ data }) => work(data))
    for (let next = claim(pool), rows = await next; rows.length > 0; rows = await next) {
      next = claim(pool)
      await room(MOST_ON_BELT - rows.length)
      onBelt += rows.length
      for (let from = 0; from < rows.length; from += JOB) await queue.add(rows.slice(from, from + JOB))
    }
    await room(0)
    return recorded
  })
  await queue.close()
  await http.close()
  await pool.end()
  return { ...measured, problems: recorded === n ? [] : [`floor: ${recorded} of ${n} recorded`] }
})
