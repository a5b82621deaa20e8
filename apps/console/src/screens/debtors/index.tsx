/** All debtors, or those that what one has points to; names have no place in addresses, so the search stays on the page. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useRef, useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { findDebtors } from '../../app/find-debtors'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { Rows, type Column, type Page } from '../../parts/rows'
import { Empty } from '../../parts/state'
import { Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './texts'

interface Debtor {
  readonly id: string
  readonly reference: string
  readonly name: string | null
  readonly kind: string
  readonly segment: string
  readonly open: string | null
  readonly openClaims: number
  readonly nextReviewAt: string | null
}

const PAGE = 200

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home } = useSession()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const search = useRef<HTMLDivElement>(null)
  const isSearch = asked.length > 1
  const read = useInfiniteQuery({
    queryKey: [home, 'debtors', isSearch ? asked : ''], initialPageParam: '', placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }): Promise<Page<Debtor>> =>
      isSearch ? { items: (await findDebtors(home, asked, signal)) as readonly Debtor[], next: null }
        : ask(`${home}/debtors?limit=${PAGE}${pageParam === '' ? '' : `&cursor=${pageParam}`}`, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  useKeys({ f: { does: t.find, run: () => search.current?.querySelector('input')?.focus() } })
  const columns: readonly Column<Debtor>[] = [
    { name: t.reference, shows: ({ reference }) => reference },
    { name: t.name, shows: ({ name }) => name ?? <span className="quiet">{t.erased}</span> },
    { name: t.kind, isExtra: true, shows: ({ kind }) => w.kinds[kind] },
    { name: t.segment, isExtra: true, shows: ({ segment }) => w.segments[segment] },
    { name: t.claims, isExtra: true, isNumber: true, shows: ({ openClaims }) => openClaims },
    { name: t.open, isNumber: true, shows: ({ open }) => <Money amount={open} /> },
    { name: t.next, isExtra: true, shows: ({ nextReviewAt }) => nextReviewAt !== null && <When at={nextReviewAt} /> },
  ]
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <div ref={search} className="narrow"><Line label={t.find} placeholder={t.hint} value={text} onChange={setText} /></div>
      <Rows
        label={t.title} read={read} columns={columns} keyOf={({ id }) => id} onOpen={({ id }) => void navigate({ to: `/debtors/${id}` })}
        empty={isSearch ? <Empty title={t.nothing}><p>{t.nothingHint}</p></Empty> : <Empty title={t.none}><p>{t.noneHint}</p></Empty>}
      />
    </div>
  )
}
