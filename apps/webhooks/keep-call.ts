/** Keeps raw calls in groups: those that come while others are being written share the next commit, and none is answered before its own. */
import { keepRawCalls, type Database, type NewRawCall } from '#store'

interface Waiting {
  readonly call: NewRawCall
  readonly kept: () => void
  readonly lost: (fault: unknown) => void
}

/** Two commits on their way keep the disk busy; more would only make smaller groups. */
const WRITINGS = 2
const GROUP = 200
/** Mails with attachments do not wait for each other in memory a second time. */
const GROUP_BYTES = 4_000_000

const queues = new WeakMap<Database, CallQueue>()

export function keepCall(database: Database, call: NewRawCall): Promise<void> {
  const queue = queues.get(database) ?? new CallQueue(database)
  queues.set(database, queue)
  return queue.keep(call)
}

class CallQueue {
  private readonly waiting: Waiting[] = []
  private writing = 0

  constructor(private readonly database: Database) {}

  keep(call: NewRawCall): Promise<void> {
    return new Promise((kept, lost) => {
      this.waiting.push({ call, kept, lost })
      if (this.waiting.length === 1) setImmediate(() => this.write())
    })
  }

  private write(): void {
    while (this.waiting.length > 0 && this.writing < WRITINGS) {
      const group = this.waiting.splice(0, groupOf(this.waiting))
      this.writing += 1
      keepRawCalls(this.database, group.map(({ call }) => call))
        .then(() => { for (const { kept } of group) kept() }, (fault: unknown) => { for (const { lost } of group) lost(fault) })
        .finally(() => {
          this.writing -= 1
          this.write()
        })
    }
  }
}

function groupOf(waiting: readonly Waiting[]): number {
  let bytes = 0
  const end = waiting.findIndex(({ call }, index) => index === GROUP || (index > 0 && (bytes += call.body.length) > GROUP_BYTES))
  return end < 0 ? waiting.length : end
}
