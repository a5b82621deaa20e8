/** SeenKeys: which keys a file has shown so far, each with a number, in some twenty bytes of memory per key. */
import { hash } from 'node:crypto'

const WORDS = 3
const FULLEST = 0.75
const GROWTH = 1.5
/** Each grows on its own, so that never the whole is there twice. */
const SHARES = 64
type Words = readonly [number, number]

/**
 * Open-addressing tables of 64-bit digests: a million references take 25 MB at the most where a Map of texts takes 150.
 * Two different keys with one digest are to be expected once in 37 million files of a million rows.
 */
export class SeenKeys {
  private readonly shares = Array.from({ length: SHARES }, () => new Share())
  private lastKey = ''
  private lastWords = digest('')

  /** The number kept with the key (1 or more), or 0 when it is new. */
  get(key: string): number {
    const words = this.digest(key)
    return this.shareOf(words).get(words)
  }

  set(key: string, value: number): void {
    const words = this.digest(key)
    this.shareOf(words).set(words, value)
  }

  /** A key is looked up and then kept: it is digested once. */
  private digest(key: string): Words {
    if (key !== this.lastKey) {
      this.lastKey = key
      this.lastWords = digest(key)
    }
    return this.lastWords
  }

  /** By the word that does not say the place in it. */
  private shareOf(words: Words): Share {
    return this.shares[words[1] % SHARES]!
  }
}

class Share {
  private slots = 16
  private table = new Uint32Array(this.slots * WORDS)
  private used = 0

  get(words: Words): number {
    return this.table[this.place(words) + WORDS - 1] ?? 0
  }

  set(words: Words, value: number): void {
    if (this.used >= this.slots * FULLEST) this.grow()
    const at = this.place(words)
    if (this.table[at + WORDS - 1] === 0) this.used++
    this.table[at] = words[0]
    this.table[at + 1] = words[1]
    this.table[at + WORDS - 1] = value
  }

  private place(words: Words): number {
    let slot = words[0] % this.slots
    for (;;) {
      const at = slot * WORDS
      if (this.table[at + WORDS - 1] === 0) return at
      if (this.table[at] === words[0] && this.table[at + 1] === words[1]) return at
      slot = (slot + 1) % this.slots
    }
  }

  private grow(): void {
    const old = this.table
    this.slots = Math.ceil(this.slots * GROWTH)
    this.table = new Uint32Array(this.slots * WORDS)
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + WORDS - 1] === 0) continue
      const place = this.place([old[at] ?? 0, old[at + 1] ?? 0])
      // Word by word: a view of each entry would leave more behind than the table is large.
      for (let word = 0; word < WORDS; word++) this.table[place + word] = old[at + word] ?? 0
    }
  }
}

function digest(key: string): Words {
  const bytes = hash('sha1', key, 'buffer')
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)]
}
