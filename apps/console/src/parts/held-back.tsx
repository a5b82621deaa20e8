/** Rows that came while somebody reads a list wait behind a button: what is in sight keeps its place, and is told anew where it is. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTexts } from '../texts'
import type { Page } from './rows'

const texts = {
  nl: { fresh: (count: number) => `${count} nieuwe – tonen` },
  en: { fresh: (count: number) => `${count} new – show` },
}

export interface HeldBack<T> {
  readonly rows: readonly T[]
  /** How many wait. */
  readonly fresh: number
  readonly show: () => void
}

interface Shown {
  readonly list: string
  readonly pages: number
  readonly ids: readonly string[]
}

/** `list` names what is listed: of another one, of one page more, and where nothing is in sight, all is shown. */
export function useHeldBack<T>(list: string, pages: readonly Page<T>[] | undefined, idOf: (row: T) => string): HeldBack<T> {
  const [shown, setShown] = useState<Shown>({ list: '', pages: 0, ids: [] })
  const rows = new Map((pages ?? []).flatMap(({ items }) => items).map((row) => [idOf(row), row]))
  const isSame = shown.list === list && shown.pages === pages?.length
  const kept = isSame ? shown.ids.filter((id) => rows.has(id)) : []
  const ids = kept.length > 0 ? kept : [...rows.keys()]
  if (pages !== undefined && (!isSame || ids.length !== shown.ids.length)) setShown({ list, pages: pages.length, ids })
  return {
    rows: ids.flatMap((id) => rows.get(id) ?? []),
    fresh: rows.size - ids.length,
    show: () => setShown({ list, pages: pages?.length ?? 0, ids: [] }),
  }
}

export function Fresh({ held: { fresh, show } }: { readonly held: HeldBack<unknown> }): ReactNode {
  const t = useTexts(texts)
  const open = (): void => {
    show()
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-row]')?.focus())
  }
  return <div role="status">{fresh > 0 && <Button onPress={open}>{t.fresh(fresh)}</Button>}</div>
}
