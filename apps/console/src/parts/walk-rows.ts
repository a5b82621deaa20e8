/** Walking a list of which only the rows in sight exist: which row one is at, and the focus on it, also where it has to come into sight first. */
import type { Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useKeys } from '../app/keys'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'

export interface Walk {
  readonly at: number
  readonly setAt: (index: number) => void
  /** From the row that has the focus; else one begins where one was. */
  readonly step: (by: 1 | -1) => void
}

export function useWalk(table: RefObject<HTMLTableElement | null>, count: number, seen: Virtualizer<Window, Element>): Walk {
  const t = useTexts(shell)
  const [at, setAt] = useState(0)
  /** That is to have the focus once it is there: rows far out of sight come when one has scrolled there. */
  const wanted = useRef<number | null>(null)
  const focusWanted = (): boolean => {
    const row = wanted.current === null ? null : table.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)
    if (!row) return false
    wanted.current = null
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
    return true
  }
  useLayoutEffect(() => void focusWanted())
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index))
    setAt(next)
    wanted.current = next
    if (!focusWanted()) seen.scrollToIndex(next, { align: 'auto' })
  }
  const step = (by: 1 | -1): void =>
    go(wanted.current !== null || table.current?.contains(document.activeElement) ? (wanted.current ?? at) + by : at)
  useKeys({
    j: { does: t.rowDown, run: () => step(1) },
    k: { does: t.rowUp, run: () => step(-1) },
    End: { does: t.rowEnd, run: () => go(count - 1) },
    Home: { does: t.rowHome, run: () => go(0) },
  })
  return { at, setAt, step }
}
