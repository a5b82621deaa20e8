/** Undo instead of "are you sure": what can be taken back happens at once and stands here until it cannot. */
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Problem } from '../api/problem'
import { saying } from '../parts/state'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { useKeys } from './keys'

interface Undoable {
  readonly says: string
  readonly until: number
  readonly undo: () => unknown
}

interface Offer extends Omit<Undoable, 'until'> {
  /** Where the server says how many. */
  readonly seconds?: number
}

const SECONDS = 10
/** It counts for nothing yet, but somebody else has decided otherwise since. */
const CHANGED_MEANWHILE: ReadonlySet<string> = new Set(['conversation-changed', 'role-changed'])
let offered: Undoable | null = null
const listeners = new Set<() => void>()

function show(next: Undoable | null): void {
  offered = next
  for (const listener of listeners) listener()
}

export const offerUndo = ({ seconds = SECONDS, ...offer }: Offer): void => show({ ...offer, until: Date.now() + seconds * 1000 })

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function UndoBar(): ReactNode {
  const t = useTexts(shell)
  const now = useSyncExternalStore(subscribe, () => offered)
  const [left, setLeft] = useState(0)
  const [fault, setFault] = useState<Problem | null>(null)
  useEffect(() => {
    if (!now) return
    setFault(null)
    const count = (): void => {
      setLeft(Math.max(0, Math.ceil((now.until - Date.now()) / 1000)))
      if (now.until <= Date.now()) show(null)
    }
    count()
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [now])
  const take = async (): Promise<void> => {
    show(null)
    setFault(null)
    try {
      await now?.undo()
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused
      setFault(refused)
    }
  }
  useKeys({ z: now && { does: t.undo, run: () => void take() } })
  return (
    <div className="undo" role="status">
      {fault && (
        <p className="row" role="alert">
          <span>{fault.status === 409 && !CHANGED_MEANWHILE.has(fault.code) ? t.tooLate : saying(fault, t)}</span>
          <Button onPress={() => setFault(null)}>{t.close}</Button>
        </p>
      )}
      {now && (
        <p className="row">
          <span>{now.says}</span>
          <Button onPress={() => void take()}>
            {t.undo} <kbd aria-hidden="true">z</kbd>
          </Button>
          <span className="quiet num" aria-hidden="true">
            {left} s
          </span>
        </p>
      )}
    </div>
  )
}
