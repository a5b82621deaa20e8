/** Keys of a list: j and k go from row to row in the order on the screen; a row is whatever carries data-row. */
import { useKeys, type Key } from '../app/keys'

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
}

export function useRowKeys(next: string, previous: string): void {
  const move = (does: string, by: 1 | -1): Key => ({ does, run: () => step(by) })
  useKeys({ j: move(next, 1), k: move(previous, -1) })
}
