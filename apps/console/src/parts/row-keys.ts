/** Keys of a list: j and k go from row to row in the order on the screen; a row is whatever carries data-row. */
import { useKeys } from '../app/keys'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'

const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')]

function step(by: 1 | -1): void {
  const listed = rows()
  const at = listed.findIndex((row) => row.contains(document.activeElement))
  listed[at === -1 ? (by === 1 ? 0 : listed.length - 1) : Math.min(listed.length - 1, Math.max(0, at + by))]?.focus()
}

/** A row that goes while it has the focus leaves it to the one that comes in its place, else to the heading; of a long list only those in sight are there, and go by being passed. */
export function keepRowFocus(): () => void {
  let last: { readonly row: HTMLElement; readonly at: number; readonly page: string } | null = null
  const note = ({ target }: FocusEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
    last = row && { row, at: rows().indexOf(row), page: location.pathname }
  }
  const watch = new MutationObserver(() => {
    if (!last || last.row.isConnected || document.activeElement !== document.body) return
    const left = rows()
    const next = left[Math.min(last.at, left.length - 1)] ?? document.querySelector<HTMLElement>('main h1')
    if (last.page !== location.pathname || !next || document.querySelector('.filler')) return
    if (next.matches('h1')) next.tabIndex = -1
    next.focus({ preventScroll: true })
  })
  document.addEventListener('focusin', note)
  watch.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', note)
    watch.disconnect()
  }
}

export function useRowKeys(): void {
  const { rowDown, rowUp } = useTexts(shell)
  useKeys({ j: { does: rowDown, run: () => step(1) }, k: { does: rowUp, run: () => step(-1) } })
}
