/** UUIDv7 made in Node (rule 17): they sort by the time they were made. */
import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** What an id takes of the random bytes that v7 is given, and where: the rest of its sixteen it counts. */
const [FIRST_RANDOM, RANDOM_BYTES] = [10, 6]
/** Random bytes for many ids at once: asked for singly, they cost a quarter of an import. */
const pool = new Uint8Array(680 * RANDOM_BYTES)
let used = pool.length
/** One for all ids, like the bytes and the text below: of an import a third of what had to be cleared away was left behind by ids. */
const given = { random: new Uint8Array(16), msecs: 0, seq: 0 }

const bytes = Buffer.alloc(16)
const text = Buffer.alloc(36, '-')

export function newId<Kind extends string>(): Kind {
  writeNewId(bytes, 0)
  let place = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    text[place++] = digit(byte >> 4)
    text[place++] = digit(byte & 0xf)
    if (at === 3 || at === 5 || at === 7 || at === 9) place++
  }
  return text.toString('latin1') as Kind
}

/** As sixteen bytes; answers where they end. */
export function writeNewId(into: Buffer, at: number): number {
  tick()
  draw()
  v7(given, into, at)
  return at + bytes.length
}

/** Of a hexadecimal digit, its character. */
const digit = (value: number): number => value + (value < 10 ? 0x30 : 0x57)

/** Within a millisecond they are counted on from a random start, so that those of one process sort in the order they were made. */
function tick(): void {
  const now = Date.now()
  if (now > given.msecs) {
    given.msecs = now
    draw()
    given.seq = new DataView(given.random.buffer).getUint32(FIRST_RANDOM) & 0x7fff_ffff
  } else {
    given.seq = (given.seq + 1) | 0
    if (given.seq === 0) given.msecs += 1
  }
}

function draw(): void {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  for (let at = 0; at < RANDOM_BYTES; at++) given.random[FIRST_RANDOM + at] = pool[used++] ?? 0
}
