/** Undo instead of "are you sure": what can be taken back happens at once and stands here until it cannot. */
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { useKeys } from './keys'

export interface Undoable {
  readonly says: string
  readonly until: number
  readonly undo: () => void
}

let offered: Undoable | null = null
const listeners = new Set<() => void>()

export function offerUndo(next: Undoable | null): void {
  offered = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function UndoBar(): ReactNode {
  const t = useTexts(shell)
  const now = useSyncExternalStore(subscribe, () => offered)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!now) return
    const count = (): void => {
      setLeft(Math.max(0, Math.ceil((now.until - Date.now()) / 1000)))
      if (now.until <= Date.now()) offerUndo(null)
    }
    count()
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [now])
  const take = (): void => {
    offerUndo(null)
    now?.undo()
  }
  useKeys({ z: now && { does: t.undo, run: take } })
  return (
    <div className="undo" role="status">
      {now && <p className="row"><span>{now.says}</span><Button onPress={take}>{t.undo} <kbd aria-hidden="true">z</kbd></Button><span className="quiet num">{left} s</span></p>}
    </div>
  )
}
