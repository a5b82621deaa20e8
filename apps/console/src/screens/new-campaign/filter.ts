/** The filter of a segment while somebody builds it: groups and conditions with places of their own, and back to what the API stores. */
import { newKey } from '../../api/ids'

export const NUMBERS = ['days-overdue', 'open-amount', 'open-claims', 'paid-late', 'paid-on-time', 'broken-promises'] as const
export const FLAGS = ['unreachable', 'open-promise', 'online'] as const
export const CHOICES = {
  phase: ['none', 'welcome', 'receipt-check', 'pre-due', 'due-day', 'reminder', 'formal-notice', 'final-demand', 'escalation'],
  kind: ['consumer', 'business'],
  language: ['nl', 'en'],
  'debtor-segment': ['standard', 'loyal', 'notorious'],
} as const
export const TEXTS = ['product', 'debtor-attribute', 'claim-attribute'] as const
export const FIELDS = [...NUMBERS, ...(Object.keys(CHOICES) as (keyof typeof CHOICES)[]), ...FLAGS, ...TEXTS] as const
export type Field = (typeof FIELDS)[number]

export interface Condition {
  readonly id: string
  readonly not: boolean
  readonly field: Field
  readonly min: string
  readonly max: string
  readonly is: boolean
  readonly values: readonly string[]
  readonly name: string
}
export interface Group {
  readonly id: string
  readonly not: boolean
  readonly join: 'all' | 'any'
  readonly parts: readonly Part[]
}
export type Part = Condition | Group

export const isGroup = (part: Part): part is Group => 'parts' in part
const among = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value)
export const isNumber = (field: Field): boolean => among(NUMBERS, field)
export const isFlag = (field: Field): boolean => among(FLAGS, field)
export const choicesOf = (field: Field): readonly string[] | null => (field in CHOICES ? CHOICES[field as keyof typeof CHOICES] : null)
export const isAttribute = (field: Field): boolean => field === 'debtor-attribute' || field === 'claim-attribute'

const EMPTY = { not: false, min: '', max: '', is: true, values: [], name: '' }
export const conditionOn = (field: Field): Condition => ({
  ...EMPTY,
  id: newKey(),
  field,
  values: [],
  min: field === 'days-overdue' ? '1' : '',
})
export const newGroup = (join: Group['join'], parts: readonly Part[]): Group => ({ id: newKey(), not: false, join, parts })

/** Of money the API counts cents. */
const bound = (field: Field, text: string): number | undefined => {
  const value = Number(text.replace(',', '.'))
  if (text.trim() === '' || Number.isNaN(value)) return undefined
  return field === 'open-amount' ? Math.round(value * 100) : value
}
const shownBound = (field: Field, value: unknown): string =>
  typeof value !== 'number' ? '' : String(field === 'open-amount' ? value / 100 : value)

export function toFilter(part: Part): object {
  const positive = isGroup(part) ? { [part.join]: part.parts.map(toFilter) } : ofCondition(part)
  return part.not ? { not: positive } : positive
}

function ofCondition({ field, min, max, is, values, name }: Condition): object {
  if (isFlag(field)) return { field, is }
  if (!isNumber(field)) return { field, ...(isAttribute(field) && { name: name.trim() }), in: said(values) }
  const [least, most] = [bound(field, min), bound(field, max)]
  return { field, ...(least !== undefined && { min: least }), ...(most !== undefined && { max: most }) }
}

const said = (values: readonly string[]): string[] => values.map((value) => value.trim()).filter((value) => value !== '')

type Stored = Readonly<Record<string, unknown>>

export function fromFilter(stored: unknown, not = false): Part {
  const given = stored as Stored
  if ('not' in given) return fromFilter(given.not, !not)
  for (const join of ['all', 'any'] as const) {
    if (Array.isArray(given[join]))
      return {
        ...newGroup(
          join,
          given[join].map((part: unknown) => fromFilter(part)),
        ),
        not,
      }
  }
  const field = given.field as Field
  return {
    ...EMPTY,
    id: newKey(),
    not,
    field,
    min: shownBound(field, given.min),
    max: shownBound(field, given.max),
    is: given.is !== false,
    values: (given.in as string[] | undefined) ?? [],
    name: typeof given.name === 'string' ? given.name : '',
  }
}

/** The outermost part is a group, so that there is always a place to add to. */
export function asRoot(part: Part): Group {
  return isGroup(part) && !part.not ? part : newGroup('all', [part])
}

/** False while something is still to be filled in: then nothing is asked of the API. */
export function isComplete(part: Part): boolean {
  if (isGroup(part)) return part.parts.length > 0 && part.parts.every(isComplete)
  if (isFlag(part.field)) return true
  if (isNumber(part.field)) return bound(part.field, part.min) !== undefined || bound(part.field, part.max) !== undefined
  return said(part.values).length > 0 && (!isAttribute(part.field) || part.name.trim() !== '')
}
