/** ETags: a hash of the representation, so that an edit is refused exactly when what its author saw has changed. */
import { createHash } from 'node:crypto'

export const etagOf = (representation: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(representation)).digest('base64url').slice(0, 27)}"`

/** `*` matches whatever is there; a list matches by any of its tags, weak ones never (RFC 9110, 13.1.1). */
export const matches = (ifMatch: string, etag: string): boolean =>
  ifMatch.trim() === '*' || ifMatch.split(',').some((tag) => tag.trim() === etag)
