/** UUIDv7 made in Node (rule 17): they sort by the time they were made. */
import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Randomness is fetched for many ids at once: asking the system for each costs more than all the rest. */
const pool = new Uint8Array(4096)
let used = pool.length
let lastMs = 0
let sequence = 0

export function newId<Kind extends string>(): Kind {
  const random = sixteenBytes()
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // Leaves room to count upwards within the millisecond.
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1
  } else {
    sequence++
  }
  return v7({ random, msecs: lastMs, seq: sequence }) as Kind
}

function sixteenBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}
