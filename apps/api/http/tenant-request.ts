/** TenantRequest: what a handler works with: its creditor, a transaction that sees that creditor alone, and business time. */
import type { Caller } from '#access'
import type { CreditorId, Instant } from '#domain'
import type { Sql } from '#store'
import { etagOf, matches } from './etag'
import { preconditionFailed, preconditionRequired } from './problem'

export class TenantRequest {
  location: string | null = null
  etag: string | null = null
  /** What an idempotent repetition gets instead of the answer, when that holds what is shown only once. */
  kept: unknown = undefined
  /** A heartbeat, or words on their way: nobody learned or changed anything that the audit is asked about. */
  untold = false
  /** Ids and codes that the audit keeps beside those of the path; `debtor` is whom it is about. */
  tells: Readonly<Record<string, string>> = {}
  readonly afterwards: (() => void)[] = []

  constructor(
    readonly sql: Sql,
    readonly caller: Caller,
    readonly now: Instant,
    private readonly creditor: CreditorId | null,
    private readonly ifMatch: string | undefined,
  ) {}

  /** Of the route's path; the key serves it, or the request would not be here. */
  get creditorId(): CreditorId {
    if (this.creditor === null) throw new Error('this route has no creditor in its path')
    return this.creditor
  }

  /** Where the thing that was made can be read. */
  created<T>(location: string, answer: T): T {
    this.location = location
    return answer
  }

  /** An answer with its ETag: of the whole, or of the part that edits are held against. */
  tagged<T>(answer: T, representation: unknown = answer): T {
    this.etag = etagOf(representation)
    return answer
  }

  /** What was made in this transaction, and belongs to the caller from now on. */
  async alsoSee(creditorId: CreditorId): Promise<void> {
    await this.sql.query(`select set_config('tijdig.creditors', $1, true)`, [[...this.caller.creditors, creditorId].join(',')])
  }

  /** `representation` as it is now, its row locked: the edit goes on only when its author saw the same. */
  requireMatch(representation: unknown): void {
    if (this.ifMatch === undefined) throw preconditionRequired()
    if (!matches(this.ifMatch, etagOf(representation))) throw preconditionFailed()
  }

  /** Once the transaction is committed; never when it is rolled back. */
  afterCommit(work: () => void): void {
    this.afterwards.push(work)
  }
}
