/** Keeps raw calls in groups: those that come while others are being written share the next commit, and none is answered before its own. */
import { inGroups } from '#pipeline'
import { keepRawCalls, type Database, type NewRawCall } from '#store'

/** Two commits on their way keep the disk busy. */
const WRITINGS = 2
const GROUP = 200
/** Mails with attachments do not wait for each other in memory a second time. */
const GROUP_BYTES = 4_000_000

type Keep = (call: NewRawCall) => Promise<undefined>
const keepers = new WeakMap<Database, Keep>()

export function keepCall(database: Database, call: NewRawCall): Promise<void> {
  const keep = keepers.get(database) ?? keeperOf(database)
  keepers.set(database, keep)
  return keep(call)
}

const keeperOf = (database: Database): Keep =>
  inGroups<NewRawCall, undefined>({
    atOnce: WRITINGS,
    sizeOf: groupOf,
    async answer(calls) {
      await keepRawCalls(database, calls)
      return calls.map(() => undefined)
    },
  })

function groupOf(waiting: readonly NewRawCall[]): number {
  let bytes = 0
  const end = waiting.findIndex(({ body }, index) => index === GROUP || (index > 0 && (bytes += body.length) > GROUP_BYTES))
  return end < 0 ? waiting.length : end
}
