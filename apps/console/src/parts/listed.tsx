/** A list that is read page by page: its rows with the way to more of them, or why there are none. */
import type { ReactNode } from 'react'
import type { Pages } from '../api/pages'
import { More } from './more'
import { Empty, Shown } from './state'

interface ListedProps<T> {
  readonly read: Pages<T>
  readonly none: string
  /** What to do about it. */
  readonly noneHow?: string
  readonly rows?: number
  readonly children: (items: readonly T[]) => ReactNode
}

export function Listed<T>({ read, none, noneHow, rows, children }: ListedProps<T>): ReactNode {
  return (
    <>
      <Shown read={read} rows={rows}>
        {({ pages }) => {
          const listed = pages.flatMap(({ items }) => items)
          return listed.length > 0 ? children(listed) : <Empty title={none}>{noneHow !== undefined && <p>{noneHow}</p>}</Empty>
        }}
      </Shown>
      <More read={read} />
    </>
  )
}
