/** What is due first comes out first; equal moments by recipient and rank, so that the order never depends on that of the requests, or on ids. */
import type { PlannedCallback } from './callback-plan'

const before = (a: PlannedCallback, b: PlannedCallback): boolean =>
  a.due !== b.due ? a.due < b.due : a.to !== b.to ? a.to < b.to : a.rank < b.rank

export class DueHeap {
  private readonly items: PlannedCallback[] = []

  get size(): number {
    return this.items.length
  }

  peek(): PlannedCallback | undefined {
    return this.items[0]
  }

  push(item: PlannedCallback): void {
    let index = this.items.push(item) - 1
    while (index > 0) {
      const above = (index - 1) >> 1
      const parent = this.items[above]
      if (!parent || !before(item, parent)) break
      this.items[index] = parent
      index = above
    }
    this.items[index] = item
  }

  pop(): PlannedCallback | undefined {
    const first = this.items[0]
    const last = this.items.pop()
    if (first && last && this.items.length > 0) this.sink(last)
    return first
  }

  private sink(item: PlannedCallback): void {
    let index = 0
    for (;;) {
      const left = this.items[2 * index + 1]
      const right = this.items[2 * index + 2]
      if (!left) break
      const smaller = right && before(right, left) ? right : left
      if (!before(smaller, item)) break
      this.items[index] = smaller
      index = 2 * index + (smaller === left ? 1 : 2)
    }
    this.items[index] = item
  }
}
