/** One browser's stream of changes: what it watches, and what it was told last. */
import { PassThrough } from 'node:stream'
import type { Caller } from '#access'
import type { CreditorId } from '#domain'

/** A reader that takes nothing is not waited for: it comes back, and reads anew. */
const MOST_UNREAD = 64 * 1024

/** The version of what is no more. */
const GONE = ''

export class LiveStream {
  readonly body = new PassThrough()
  private readonly told = new Map<string, string>()

  constructor(
    private who: Caller,
    readonly topics: ReadonlySet<string>,
    private readonly again: () => Promise<Caller | null>,
  ) {}

  get caller(): Caller {
    return this.who
  }

  get creditors(): readonly CreditorId[] {
    return this.who.creditors
  }

  /** From here on no change is missed: what was read before is read again. */
  ready(now: number): void {
    this.write(`event: ready\nid: ${now}\ndata: {}\n\n`)
  }

  changed(topic: string, creditor: CreditorId | null, version: string, now: number): void {
    if (!this.topics.has(topic) || (creditor !== null && !this.creditors.includes(creditor))) return
    const key = `${topic} ${creditor ?? ''}`
    if (this.told.get(key) === version) return
    this.told.set(key, version)
    this.write(`id: ${now}\ndata: ${JSON.stringify({ topic, version, ...(creditor !== null && { creditor }) })}\n\n`)
  }

  /** A row that it knew and that is no more has changed too: a draft that was handed in. */
  missed(entity: string, there: ReadonlySet<string>, now: number): void {
    for (const [topic = '', creditor = ''] of [...this.told.keys()].map((key) => key.split(' '))) {
      if (topic.startsWith(`${entity}:`) && !there.has(topic)) this.changed(topic, creditor as CreditorId, GONE, now)
    }
  }

  /** What it knows already from its first look. */
  knows(topic: string, creditor: CreditorId, version: string): void {
    this.told.set(`${topic} ${creditor}`, version)
  }

  /** Ends with the session, and follows the roles of its owner. */
  async beat(): Promise<void> {
    const caller = await this.again()
    if (!caller) return this.end()
    this.who = caller
    this.write(': beat\n\n')
  }

  end(): void {
    this.body.end()
  }

  private write(text: string): void {
    if (this.body.writableLength > MOST_UNREAD) this.body.destroy()
    else if (this.body.writable) this.body.write(text)
  }
}
