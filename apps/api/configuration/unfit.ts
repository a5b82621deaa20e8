/** What can never be kept as a definition, or is not there. */
import { invalidField, notFound } from '../http/problem'

/** PostgreSQL keeps no NUL and no half of a surrogate pair, neither as a name nor as a value. */
export function refuseUnfit(definition: unknown): void {
  JSON.stringify(definition, (name, value: unknown) => {
    for (const text of [name, value]) if (typeof text === 'string' && /\0|\p{Surrogate}/u.test(text)) throw invalidField('/definition', 'must be text that can be kept')
    return value
  })
}

export function found<T>(row: T | null, what: string): T {
  if (row === null) throw notFound(what)
  return row
}
