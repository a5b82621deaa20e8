/** Says when what is shown may be old, and when nothing can be saved. */
import { useSyncExternalStore, type ReactNode } from 'react'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { when } from '../parts/values'
import { useSessionLanguage } from './language'
import { useLink } from './live'

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

export function LiveBar(): ReactNode {
  const t = useTexts(shell)
  const language = useSessionLanguage()
  const { isStale, upUntil } = useLink()
  const isOnline = useOnline()
  return (
    <div role="status">
      {!isOnline && <p className="bar warn">▲ {t.offline}</p>}
      {isOnline && isStale && <p className="bar warn">▲ {t.stale(when(new Date(upUntil).toISOString(), 'time', language))}</p>}
    </div>
  )
}
