/** A mail server's report that a mail did not arrive (RFC 3464): which mail it was, and why. */
import type { FailureClass } from '#domain'

export interface Bounce {
  /** The message id, in its angle brackets. */
  readonly reference: string
  readonly failure: FailureClass
  readonly code: string
}

const MOST_READ = 64_000
/** What is wrong is the address, not the mailbox, the words or who sent them (RFC 3463, 3.2). */
const NO_SUCH_ADDRESS = /^5\.1\.(?:[01236]|10)$/

/** Null where nothing says that it failed for good: a mail that is late, or was delivered, is reported in the same way. */
export function bounceOf(parts: readonly string[], answered: readonly string[]): Bounce | null {
  const report = parts.map((part) => part.slice(0, MOST_READ)).join('\n')
  const action = /^action:[ \t]*(\w+)/im.exec(report)?.[1]?.toLowerCase()
  const status = /^status:[ \t]*(\d\.\d{1,3}\.\d{1,3})\b/im.exec(report)?.[1] ?? /(?<![.\d])5\.\d{1,3}\.\d{1,3}(?![.\d])/.exec(report)?.[0]
  const failed = action === undefined ? status?.startsWith('5.') === true : action === 'failed'
  // Its own headers are not among the parts: what is named here is the mail that came back.
  const reference = /^(?:original-)?message-id:\s*(<[^<>\s]{3,200}>)/im.exec(report)?.[1] ?? answered.find((id) => id.startsWith('<'))
  if (!failed || reference === undefined) return null
  return { reference, failure: status !== undefined && NO_SUCH_ADDRESS.test(status) ? 'permanent' : 'transient', code: status ?? 'bounce' }
}
