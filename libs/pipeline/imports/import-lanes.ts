/** Lanes: a few chunks of an import in the database at a time, taken and committed in the order of the file. */

export interface Turn {
  /** Lets the next chunk begin: the debtors of this one are taken, from here on it waits for no row of another. */
  readonly onTaken: () => void
  /** Resolves when the chunk before is committed: progress never runs ahead of it, and its fault is the fault of all that follow. */
  readonly toCommit: () => Promise<void>
}

/** The server works on one chunk while the other is sent, and both while the file is read on; more of them only wait for a processor. */
const LANES = 2

export class Lanes {
  private last: { readonly taken: Promise<void>; readonly committed: Promise<void> } = {
    taken: Promise.resolve(),
    committed: Promise.resolve(),
  }
  private under: Promise<void>[] = []

  /** Resolves when there is room for another chunk. */
  async add(work: (turn: Turn) => Promise<void>): Promise<void> {
    const before = this.last
    let onTaken = (): void => undefined
    const taken = new Promise<void>((resolve) => {
      onTaken = resolve
    })
    const committed = before.taken.then(() => work({ onTaken, toCommit: () => before.committed })).finally(onTaken)
    // Its fault is met where the chunk is waited for.
    committed.catch(() => undefined)
    this.last = { taken, committed }
    this.under.push(committed)
    if (this.under.length >= LANES) await this.under.shift()
  }

  /** Resolves when all are committed; after a fault, when none is under way any more. */
  async settled(): Promise<void> {
    const under = [...this.under, this.last.committed]
    this.under = []
    await Promise.allSettled(under)
    await this.last.committed
  }
}
