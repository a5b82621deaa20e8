/** Floor of dispatch: lanes take contacts from a claimed batch, send them by one connection each, and batches of answers are written together. */
import { openPool, runSide, timed } from '../side'
import { BATCH, claim, LANES, openCarrier, record, send, type Answer, type Contact } from './dispatch-contacts'

/** Batches of answers being written while others are sent. */
const WRITES = 4

void runSide(async ({ url, n, told }) => {
  const pool = await openPool(url, WRITES)
  const http = openCarrier(String(told.carrier))
  const answers: Answer[] = []
  const writes = new Set<Promise<void>>()
  let recorded = 0
  const write = (part: readonly Answer[]): void => {
    const writing = record(pool, part).then((rows) => {
      recorded += rows
      writes.delete(writing)
    })
    writes.add(writing)
  }
  let batch: Contact[] = []
  let next = claim(pool)
  let refilling: Promise<void> | null = null
  // One lane swaps the next batch in and has the one after it claimed; the others wait for it.
  const refill = (): Promise<void> =>
    (refilling ??= next.then((rows) => {
      refilling = null
      batch = rows
      if (rows.length > 0) next = claim(pool)
    }))
  const lane = async (): Promise<void> => {
    for (;;) {
      const contact = batch.pop()
      if (contact) {
        answers.push(await send(http, contact))
        if (answers.length >= BATCH) write(answers.splice(0, BATCH))
        if (writes.size > WRITES) await Promise.race(writes)
      } else {
        await refill()
        if (batch.length === 0) return
      }
    }
  }
  const measured = await timed(async () => {
    await Promise.all(Array.from({ length: LANES }, lane))
    if (answers.length > 0) write(answers.splice(0))
    await Promise.all(writes)
    return recorded
  })
  await http.close()
  await pool.end()
  return { ...measured, problems: recorded === n ? [] : [`floor: ${recorded} of ${n} recorded`] }
})
