/** Field: one value of a scenario with its dotted path, read as what it must be or refused by name. */
import { isLocalDate, parseCents } from '#domain'
import type { Cents, Instant, LocalDate } from '#domain'
import { ScenarioError } from './scenario'

export class Field {
  constructor(
    readonly path: string,
    readonly value: unknown,
  ) {}

  refuse(message: string): never {
    throw new ScenarioError(this.path, message)
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null
  }

  /** Its own fields; one that the format does not know is refused, since it would be ignored in silence. */
  fields<Name extends string>(known: readonly Name[]): Record<Name, Field> {
    const values = this.object()
    for (const name of Object.keys(values)) {
      if (!(known as readonly string[]).includes(name))
        this.child(name, undefined).refuse('is not a field of the scenario format, or not supported yet')
    }
    return Object.fromEntries(known.map((name) => [name, this.child(name, values[name])])) as Record<Name, Field>
  }

  object(): Readonly<Record<string, unknown>> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) this.refuse('must be an object')
    return this.value as Readonly<Record<string, unknown>>
  }

  list(): Field[] {
    if (!Array.isArray(this.value)) this.refuse('must be a list')
    return this.value.map((value: unknown, index) => this.child(String(index), value))
  }

  text(): string {
    return typeof this.value === 'string' && this.value !== '' ? this.value : this.refuse('must be a text')
  }

  matching(pattern: RegExp, what: string): string {
    return typeof this.value === 'string' && pattern.test(this.value) ? this.value : this.refuse(`must be ${what}`)
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse('must be true or false')
  }

  whole(least: number, most: number): number {
    const { value } = this
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : this.refuse(`must be a whole number from ${least} to ${most}`)
  }

  date(): LocalDate {
    return typeof this.value === 'string' && isLocalDate(this.value) ? this.value : this.refuse('must be a date such as 2027-01-31')
  }

  /** Wall clock `yyyy-mm-ddTHH:MM`, seconds allowed and left out. */
  wallClock(): string {
    const match = typeof this.value === 'string' ? /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?$/.exec(this.value) : null
    return match && isLocalDate(match[1] ?? '') ? `${match[1]}T${match[2]}` : this.refuse('must be a local time such as 2027-01-31T12:00')
  }

  instant(): Instant {
    const known =
      typeof this.value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(this.value)
        ? Date.parse(this.value)
        : NaN
    return Number.isNaN(known) ? this.refuse('must be an instant such as 2027-01-31T12:00:00+01:00') : (known as Instant)
  }

  amount(): Cents {
    const cents = typeof this.value === 'string' ? parseCents(this.value) : undefined
    return cents !== undefined && cents > 0 ? cents : this.refuse('must be an amount such as "62.50", above zero')
  }

  oneOf<Value extends string>(values: readonly Value[]): Value {
    return values.find((value) => value === this.value) ?? this.refuse(`must be one of ${values.join(', ')}`)
  }

  private child(name: string, value: unknown): Field {
    return new Field(this.path === '' ? name : `${this.path}.${name}`, value)
  }
}
