/** Presence: keeps written down who looks at a debtor or a draft by way of this process, for as long as their streams watch it. */
import { mayDo } from '#access'
import { newId, renewPresence, type Database, type Looks } from '#store'
import type { LiveStream } from './live-stream'

const TOPIC = 'presence:'

export class Presence {
  private readonly board = newId<string>()
  private written = '[]'
  private writing: Promise<void> = Promise.resolve()

  constructor(private readonly database: Database) {}

  /** One after the other, each with who is here by then: an earlier one never ends what a later one began. */
  renew(streams: ReadonlySet<LiveStream>, isDue: boolean): Promise<void> {
    const written = this.writing.then(() => this.write(streams, isDue))
    this.writing = written.catch(() => undefined)
    return written
  }

  private async write(streams: ReadonlySet<LiveStream>, isDue: boolean): Promise<void> {
    const looks = [...streams].flatMap(looksOf)
    const said = JSON.stringify(looks)
    if (said === this.written && (looks.length === 0 || !isDue)) return
    await renewPresence(this.database, this.board, looks)
    this.written = said
  }
}

/** Of people only, at each creditor where they may read debtors: which of these has that debtor, or that draft, is for the database to say. */
function looksOf({ caller, topics }: LiveStream): readonly Looks[] {
  if (caller.kind !== 'user') return []
  const places = [...topics].filter((topic) => topic.startsWith(TOPIC)).map((topic) => topic.slice(TOPIC.length))
  const creditors = places.length === 0 ? [] : caller.creditors.filter((creditor) => mayDo(caller, 'debtors:read', creditor))
  return creditors.flatMap((creditor) => places.map((at) => ({ creditor, at, user: caller.id })))
}
