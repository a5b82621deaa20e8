/** Headers of a mail that came in: what it answers, and whether a machine wrote it (RFC 3834, RFC 5322). */

/** Lines that go on are one line; the first of a name counts. */
export function headerOf(headers: string, name: string): string {
  const unfolded = headers.slice(0, 60_000).replace(/\r?\n[ \t]+/g, ' ')
  return new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(unfolded)?.[1]?.trim() ?? ''
}

const MOST_ANSWERED = 30

/** Message ids, and what stands before their `@`: some carriers put the id there by which they know the message. */
export function answersOf(headers: string): string[] {
  const ids = `${headerOf(headers, 'in-reply-to')} ${headerOf(headers, 'references')}`.match(/<[^<>\s]{3,200}>/g) ?? []
  const plain = ids.slice(-MOST_ANSWERED).map((id) => id.slice(1, -1))
  return [...new Set(plain.flatMap((id) => [id, `<${id}>`, id.replace(/@.*$/, '')]))]
}

/** A mail server that tells of its failure writes from nowhere. */
const SERVERS = /^(?:mailer-daemon|postmaster)@/i

export function automaticOf(headers: string, from: string, envelopeFrom: string | undefined): 'reply' | 'bounce' | null {
  if (/multipart\/report|delivery-status/i.test(headerOf(headers, 'content-type')) || SERVERS.test(from)) return 'bounce'
  if (
    /^auto-/i.test(headerOf(headers, 'auto-submitted')) ||
    headerOf(headers, 'x-autoreply') !== '' ||
    headerOf(headers, 'x-autorespond') !== ''
  )
    return 'reply'
  if (/^(?:auto_reply|bulk|junk|list)$/i.test(headerOf(headers, 'precedence'))) return 'reply'
  return envelopeFrom === '' ? 'bounce' : null
}
