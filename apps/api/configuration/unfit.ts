/** What can never be kept as a definition. */
import { invalidField } from '../http/problem'

/** PostgreSQL keeps no NUL and no half of a surrogate pair, neither as a name nor as a value. */
export function refuseUnfit(definition: unknown): void {
  JSON.stringify(definition, (name, value: unknown) => {
    for (const text of [name, value])
      if (typeof text === 'string' && /\0|\p{Surrogate}/u.test(text)) throw invalidField('/definition', 'must be text that can be kept')
    return value
  })
}
