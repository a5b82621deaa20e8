/** Fields: one decorator says what a field must be to the validator and to the document alike. */
import { applyDecorators, type Type as Class } from '@nestjs/common'
import { ApiProperty } from '@nestjs/swagger'
import { Transform, Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator'
import { isLocalDate, parseCents } from '#domain'

export interface FieldOptions {
  readonly optional?: boolean
  readonly nullable?: boolean
  readonly description?: string
  readonly example?: unknown
}

const presence = ({ optional, nullable }: FieldOptions): PropertyDecorator[] => {
  if (optional && nullable) return [IsOptional()]
  if (optional) return [ValidateIf((_, value) => value !== undefined)]
  return nullable ? [ValidateIf((_, value) => value !== null)] : []
}

function field(options: FieldOptions, schema: object, ...checks: PropertyDecorator[]): PropertyDecorator {
  const { optional = false, nullable = false, description, example } = options
  const said = {
    required: !optional,
    ...(nullable && { nullable }),
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
    ...schema,
  }
  return applyDecorators(ApiProperty(said), ...presence(options), ...checks)
}

const must = (name: string, message: string, test: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: test, defaultMessage: () => message } })

/** PostgreSQL's text takes every character but this one, and half a surrogate pair is none. */
const isStorable = must(
  'storable',
  'must be text without control characters',
  (value) => typeof value === 'string' && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value) && !/\p{Surrogate}/u.test(value),
)
const isSaid = must('said', 'must not be empty', (value) => typeof value !== 'string' || value.trim() !== '')
/** A pattern that no text without control characters breaks, for whoever makes requests from the document. */
const STORABLE = '^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*$'

export const Text = ({
  max = 200,
  min = 1,
  ...options
}: FieldOptions & { readonly max?: number; readonly min?: number } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', minLength: min, maxLength: max, pattern: STORABLE },
    IsString(),
    isStorable,
    ...(min > 0 ? [isSaid] : []),
    MaxLength(max),
  )

export const Pattern = (pattern: RegExp, what: string, options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'string', pattern: pattern.source }, IsString(), Matches(pattern, { message: `must be ${what}` }))

export const Flag = (options: FieldOptions = {}): PropertyDecorator => field(options, { type: 'boolean' }, IsBoolean())

export const Whole = (min: number, max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'integer', minimum: min, maximum: max }, IsInt(), Min(min), Max(max))

export const Percent = (min: number, max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'number', minimum: min, maximum: max }, IsNumber(), Min(min), Max(max))

export const OneOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'string', enum: [...values] }, IsIn([...values], { message: `must be one of ${values.join(', ')}` }))

export const ManyOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'array', uniqueItems: true, maxItems: values.length, items: { type: 'string', enum: [...values] } },
    IsArray(),
    ArrayMaxSize(values.length),
    IsIn([...values], { each: true, message: `must be among ${values.join(', ')}` }),
  )

/** `2027-01-31`, within the centuries that calendars and claims are about. */
export const Day = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { example: '2027-01-31', ...options },
    { type: 'string', format: 'date' },
    must(
      'day',
      'must be a date such as 2027-01-31',
      (value) => typeof value === 'string' && isLocalDate(value) && value >= '1900-01-01' && value <= '2199-12-31',
    ),
  )

/** Euro with a point and at most two decimals: `62.50`. */
export const Amount = ({ negative = false, ...options }: FieldOptions & { readonly negative?: boolean } = {}): PropertyDecorator =>
  field(
    { example: '62.50', ...options },
    { type: 'string', pattern: negative ? '^-?\\d{1,9}(\\.\\d{1,2})?$' : '^\\d{1,9}(\\.\\d{1,2})?$' },
    must(
      'amount',
      'must be an amount such as 62.50',
      (value) => typeof value === 'string' && value.length <= 13 && isAmount(value) && (negative || !value.startsWith('-')),
    ),
  )
const isAmount = (text: string): boolean => parseCents(text) !== undefined && /^-?\d{1,9}(\.|$)/.test(text)

export const Email = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { example: 'j.devries@example.nl', ...options },
    { type: 'string', format: 'email', maxLength: 254 },
    IsEmail({}, { message: 'must be an e-mail address' }),
    isStorable,
  )

export const Uuid = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'string', format: 'uuid' }, IsUUID('all', { message: 'must be an id' }))
export const Uuids = (most: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'array', maxItems: most, items: { type: 'string', format: 'uuid' } },
    IsArray(),
    ArrayMaxSize(most),
    IsUUID('all', { each: true, message: 'must be ids' }),
  )

/** An instant in UTC, `2027-01-31T08:30:00.000Z`. */
export const At = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { example: '2027-01-31T08:30:00.000Z', ...options },
    { type: 'string', format: 'date-time' },
    must(
      'instant',
      'must be an instant such as 2027-01-31T08:30:00Z',
      (value) =>
        typeof value === 'string' &&
        /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
        // The engine takes 30 February for 2 March.
        isLocalDate(value.slice(0, 10)) &&
        !Number.isNaN(Date.parse(value)),
    ),
  )

/** Swagger takes a function for the type that is read later only when it is written in its place. */
export const Nested = (of: () => Class, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(field(options, { type: () => of() }, IsObject(), ValidateNested()), Type(of))
export const ListOf = (of: () => Class, min: number, max: number, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    field(
      options,
      { type: () => of(), isArray: true, minItems: min, maxItems: max },
      IsArray(),
      ArrayMinSize(min),
      ArrayMaxSize(max),
      ValidateNested({ each: true }),
    ),
    Type(of),
  )
export const Texts = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'array', items: { type: 'string' } }, IsArray())

/** Plain JSON that somebody else checks: the handler hands it to the parser of its form. */
export const Json = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'object', additionalProperties: true },
    must('json', 'must be an object', (value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  )

export const Plains = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'array', maxItems: max, items: { type: 'object', additionalProperties: true } },
    IsArray(),
    ArrayMaxSize(max),
    IsObject({ each: true, message: 'must be objects' }),
  )

/** `true` and `false` of a query, which comes as text. */
export const QueryFlag = (options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    field({ optional: true, ...options }, { type: 'boolean' }, IsBoolean({ message: 'must be true or false' })),
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
  )
