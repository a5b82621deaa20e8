/** Pages: lists go by key, in a stated order, so that rows added or removed meanwhile are neither doubled nor passed by. */
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'
import { Type } from 'class-transformer'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { isLocalDate } from '#domain'
import { invalidField } from './problem'

export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(200)
  limit = 50

  @ApiPropertyOptional({ type: String, maxLength: 1000, description: '`next` of the page before; opaque' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** Swagger's form of a page of `view`. */
export function pageOf<T extends abstract new (...args: never[]) => object>(view: T): new () => Page<InstanceType<T>> {
  class PageView {
    @ApiProperty({ type: [view] }) readonly items!: InstanceType<T>[]
    @ApiProperty({ type: String, nullable: true, description: 'cursor of the next page; null on the last' }) readonly next!: string | null
  }
  Object.defineProperty(PageView, 'name', { value: `${view.name.replace(/View$/, '')}Page` })
  return PageView
}

export type CursorValue = string | number
/** What a value of the cursor must look like; anything else never came from us. */
export type CursorPart = 'uuid' | 'instant' | 'date' | 'text'

const FITS: Readonly<Record<CursorPart, (value: unknown) => boolean>> = {
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  instant: (value) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 8e15,
  date: (value) => typeof value === 'string' && isLocalDate(value),
  text: (value) => typeof value === 'string' && value.length <= 400 && !value.includes('\0'),
}

/** The values of the last row of the page before; null at the beginning. */
export function readCursor<Parts extends readonly CursorPart[]>(cursor: string | undefined, parts: Parts): CursorValue[] | null {
  if (cursor === undefined) return null
  const values = decoded(cursor)
  const fits = values?.length === parts.length && parts.every((part, index) => FITS[part](values[index]))
  if (!fits) throw invalidField('cursor', 'is not one that came from this list')
  return values as CursorValue[]
}

function decoded(cursor: string): unknown[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(values) ? values : null
  } catch {
    return null
  }
}

export const cursorOf = (key: readonly CursorValue[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** `rows` were asked for with one more than the page holds. */
export function toPage<Row, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
  keyOf: (row: Row) => readonly CursorValue[],
): Page<View> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null
  return { items: shown.map(view), next }
}
