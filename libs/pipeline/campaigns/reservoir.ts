/** Reservoir: an even sample of however many are offered, in bounded memory; the same seed and order give the same sample. */

export class Reservoir<Item> {
  readonly items: Item[] = []
  offered = 0
  private state: number

  constructor(
    private readonly most: number,
    seed: string,
  ) {
    this.state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0
  }

  offer(item: Item): void {
    this.offered += 1
    if (this.items.length < this.most) {
      this.items.push(item)
      return
    }
    const place = Math.floor(this.dice() * this.offered)
    if (place < this.most) this.items[place] = item
  }

  /** Mulberry32. */
  private dice(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let value = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}
