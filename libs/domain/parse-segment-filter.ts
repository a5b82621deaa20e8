/** Reads a segment filter at the door: every part is checked, and each problem names its place by a JSON pointer. */
import { DEBTOR_KINDS, LANGUAGES, SEGMENTS } from './owing'
import { LADDER_PHASES } from './phase'
import { ATTRIBUTE_FIELDS, FILTER_LIMITS, FLAG_FIELDS, NUMBER_FIELDS, type SegmentFilter } from './segment-filter'
import { isSensitiveAttribute } from './sensitive-attributes'

export interface FilterProblem {
  /** RFC 6901, `/all/0/min`; empty for the filter itself. */
  readonly pointer: string
  readonly message: string
}

export type ParsedFilter = { readonly filter: SegmentFilter } | { readonly problems: readonly FilterProblem[] }

/** `allowSensitive`: an admin of the creditor has allowed attributes of origin, nationality and birth (R77). */
export function parseSegmentFilter(value: unknown, allowSensitive: boolean): ParsedFilter {
  const reading = new Reading(allowSensitive)
  reading.part(value, '', 1)
  return reading.problems.length === 0 ? { filter: value as SegmentFilter } : { problems: reading.problems }
}

type Fields = Readonly<Record<string, unknown>>

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  phase: ['none', ...LADDER_PHASES],
  kind: DEBTOR_KINDS,
  language: LANGUAGES,
  'debtor-segment': SEGMENTS,
}
const FIELDS: readonly string[] = [...NUMBER_FIELDS, ...FLAG_FIELDS, ...Object.keys(CHOICES), 'product', ...ATTRIBUTE_FIELDS]
const among = (list: readonly string[], value: string): boolean => list.includes(value)

class Reading {
  readonly problems: FilterProblem[] = []
  private parts = 0

  constructor(private readonly allowSensitive: boolean) {}

  part(value: unknown, at: string, depth: number): void {
    if (++this.parts === FILTER_LIMITS.parts + 1) this.refuse(at, `no more than ${FILTER_LIMITS.parts} parts`)
    if (this.parts > FILTER_LIMITS.parts) return
    if (depth > FILTER_LIMITS.depth) return this.refuse(at, `no deeper than ${FILTER_LIMITS.depth}`)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.refuse(at, 'must be an object with all, any, not or field')
    const fields = value as Fields
    if ('all' in fields) return this.group(fields, 'all', at, depth)
    if ('any' in fields) return this.group(fields, 'any', at, depth)
    if ('not' in fields) {
      this.only(fields, ['not'], at)
      return this.part(fields.not, `${at}/not`, depth + 1)
    }
    this.condition(fields, at)
  }

  private group(fields: Fields, name: 'all' | 'any', at: string, depth: number): void {
    this.only(fields, [name], at)
    const parts = fields[name]
    if (!Array.isArray(parts) || parts.length === 0) return this.refuse(`${at}/${name}`, 'must be a list of at least one part')
    parts.forEach((part, index) => {
      this.part(part, `${at}/${name}/${index}`, depth + 1)
    })
  }

  private condition(fields: Fields, at: string): void {
    const { field } = fields
    if (typeof field !== 'string' || !among(FIELDS, field)) return this.refuse(`${at}/field`, `must be one of ${FIELDS.join(', ')}`)
    if (among(NUMBER_FIELDS, field)) return this.bounds(fields, at)
    if (among(FLAG_FIELDS, field)) {
      this.only(fields, ['field', 'is'], at)
      return typeof fields.is === 'boolean' ? undefined : this.refuse(`${at}/is`, 'must be true or false')
    }
    const attribute = among(ATTRIBUTE_FIELDS, field)
    this.only(fields, attribute ? ['field', 'name', 'in'] : ['field', 'in'], at)
    if (attribute) this.attribute(fields.name, `${at}/name`)
    this.values(fields.in, CHOICES[field], `${at}/in`)
  }

  private bounds(fields: Fields, at: string): void {
    this.only(fields, ['field', 'min', 'max'], at)
    const { min, max } = fields
    if (min === undefined && max === undefined) return this.refuse(at, 'needs min, max or both')
    for (const [name, bound] of Object.entries({ min, max })) {
      const whole = bound === undefined || (typeof bound === 'number' && Number.isInteger(bound) && Math.abs(bound) <= FILTER_LIMITS.number)
      if (!whole) this.refuse(`${at}/${name}`, `must be a whole number from -${FILTER_LIMITS.number} to ${FILTER_LIMITS.number}`)
    }
    if (typeof min === 'number' && typeof max === 'number' && min > max) this.refuse(`${at}/max`, 'must not lie below min')
  }

  private attribute(name: unknown, at: string): void {
    if (!isText(name)) return this.refuse(at, `must be a text of 1 to ${FILTER_LIMITS.text} characters`)
    if (!this.allowSensitive && isSensitiveAttribute(name))
      this.refuse(at, 'tells of origin, nationality or birth: an admin must allow that first')
  }

  private values(values: unknown, choices: readonly string[] | undefined, at: string): void {
    if (!Array.isArray(values) || values.length === 0 || values.length > FILTER_LIMITS.values)
      return this.refuse(at, `must be a list of 1 to ${FILTER_LIMITS.values} values`)
    values.forEach((value: unknown, index) => {
      if (choices && !(typeof value === 'string' && among(choices, value)))
        this.refuse(`${at}/${index}`, `must be one of ${choices.join(', ')}`)
      else if (!isText(value)) this.refuse(`${at}/${index}`, `must be a text of 1 to ${FILTER_LIMITS.text} characters`)
    })
  }

  private only(fields: Fields, known: readonly string[], at: string): void {
    for (const name of Object.keys(fields))
      if (!among(known, name)) this.refuse(`${at}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, 'does not belong here')
  }

  private refuse(pointer: string, message: string): void {
    this.problems.push({ pointer, message })
  }
}

/** PostgreSQL knows no text with a zero byte or with half a surrogate pair. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value !== '' &&
  value.length <= FILTER_LIMITS.text &&
  !value.includes('\u0000') &&
  !/\p{Surrogate}/u.test(value)
