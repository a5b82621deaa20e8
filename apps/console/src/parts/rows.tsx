/** A list of any length as one table: only the rows in sight exist, more are read as one goes down, and j, k, Home and End walk it. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Broken, Loading } from './state'
import { useWalk } from './walk-rows'

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

export interface Column<T> {
  readonly name: string
  readonly shows: (row: T) => ReactNode
  readonly isNumber?: boolean
  /** Left out where there is no room. */
  readonly isExtra?: boolean
}

interface RowsProps<T> {
  readonly label: string
  readonly read: UseInfiniteQueryResult<InfiniteData<Page<T>>>
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly onOpen: (row: T) => void
  readonly empty: ReactNode
  /** Told what is in sight and around it, once it has been so for a moment: in steps, for whoever listens for these begins anew each time. */
  readonly onSeen?: (keys: readonly string[]) => void
}

/** Rows that are left when more are read. */
const AHEAD = 40
const SETTLED_MS = 1500
const TOLD = 40
const TOLD_STEP = 10

/** Until a row is there: its cells make its height, by a box to tick, or by a name that takes some lines where there is little room. */
const ROW_PX = 36

export function Rows<T>({ label, read, columns, keyOf, onOpen, empty, onSeen }: RowsProps<T>): ReactNode {
  const rows = read.data?.pages.flatMap(({ items }) => items) ?? []
  const table = useRef<HTMLTableElement>(null)
  const seen = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: table.current?.offsetTop ?? 0,
  })
  const shown = seen.getVirtualItems()
  useNextPage(read, (shown.at(-1)?.index ?? 0) >= rows.length - AHEAD)
  const told = Math.floor((seen.range?.startIndex ?? 0) / TOLD_STEP) * TOLD_STEP
  useSeen(rows.slice(told, told + TOLD).map(keyOf), onSeen)
  const { at, setAt, step } = useWalk(table, rows.length, seen)
  const open = (): void => {
    const row = rows[at]
    if (row !== undefined) onOpen(row)
  }
  const again = (): void => void (read.isFetchNextPageError ? read.fetchNextPage() : read.refetch())
  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }
    const by = steps[event.key]
    if (by !== undefined) step(by)
    else if (event.key === 'Enter') open()
    else return
    event.preventDefault()
  }
  if (rows.length === 0) {
    if (read.error) return <Broken fault={read.error} again={again} />
    // Of those that were looked at so far nobody may be one of these.
    return read.data === undefined || read.hasNextPage ? <Loading rows={8} /> : empty
  }
  const before = (shown[0]?.start ?? 0) - seen.options.scrollMargin
  const after = seen.getTotalSize() - (shown.at(-1)?.end ?? 0) + seen.options.scrollMargin
  return (
    <>
      {read.error && <Broken fault={read.error} again={again} />}
      <table className="rows" ref={table} aria-label={label} aria-rowcount={read.hasNextPage ? -1 : rows.length + 1} onKeyDown={onKey}>
        <thead>
          <tr>
            {columns.map(({ name, isNumber, isExtra }) => (
              <th key={name} scope="col" className={classOf(isNumber, isExtra)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden="true" className="filler">
              <td colSpan={columns.length} style={{ height: before }} />
            </tr>
          )}
          {shown.map(({ index, key }) => {
            const row = rows[index]
            return (
              row !== undefined && (
                <tr
                  key={key}
                  ref={seen.measureElement}
                  data-index={index}
                  data-row={keyOf(row)}
                  aria-rowindex={index + 2}
                  tabIndex={index === at ? 0 : -1}
                  onFocus={() => setAt(index)}
                  onClick={() => onOpen(row)}
                >
                  {columns.map(({ name, shows, isNumber, isExtra }) => (
                    <td key={name} className={classOf(isNumber, isExtra)}>
                      {shows(row)}
                    </td>
                  ))}
                </tr>
              )
            )
          })}
          {after > 0 && (
            <tr aria-hidden="true" className="filler">
              <td colSpan={columns.length} style={{ height: after }} />
            </tr>
          )}
        </tbody>
      </table>
      {read.isFetchingNextPage && <Loading rows={1} />}
    </>
  )
}

/** Read before one comes to its end. */
function useNextPage<T>(
  { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: RowsProps<T>['read'],
  isNear: boolean,
): void {
  useEffect(() => {
    // Whoever is refused asks again when a person says so.
    if (isNear && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [isNear, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
}

function useSeen(keys: readonly string[], onSeen: RowsProps<never>['onSeen']): void {
  const inSight = keys.join(' ')
  useEffect(() => {
    if (!onSeen) return
    const settled = setTimeout(() => onSeen(inSight === '' ? [] : inSight.split(' ')), SETTLED_MS)
    return () => clearTimeout(settled)
  }, [inSight, onSeen])
}

const classOf = (isNumber = false, isExtra = false): string => `${isNumber ? 'num' : ''} ${isExtra ? 'extra' : ''}`.trim()
