/** All debtors, those of some kind, or those that what one has points to; names have no place in addresses, so the search stays on the page. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { findDebtors } from '../../app/find-debtors'
import { useKeys } from '../../app/keys'
import { listen } from '../../app/live'
import { useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { Rows, type Column, type Page } from '../../parts/rows'
import { Empty } from '../../parts/state'
import { Money, When } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './texts'
import type { Filter } from './filters'

/** Loaded by whoever asks for them: lists and dates weigh more than the page. */
const Filters = lazy(() => import('./filters').then(({ Filters: one }) => ({ default: one })))
const Chosen = lazy(() => import('./chosen').then(({ Chosen: one }) => ({ default: one })))

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
/** As many as the server acts on at once. */
const MOST_CHOSEN = 200

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { home, role } = useSession()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const [filter, setFilter] = useState<Filter | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const isSearch = asked.length > 1
  const kept = Object.entries(filter ?? {}).filter(([, value]) => value !== '') as [string, string][]
  const read = useInfiniteQuery({
    queryKey: [home, 'debtors', isSearch ? asked : '', ...(isSearch ? [] : kept.flat())],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }): Promise<Page<Debtor>> => {
      if (isSearch) return { items: (await findDebtors(home, asked, signal)) as readonly Debtor[], next: null }
      return ask(
        `${home}/debtors?${new URLSearchParams([['limit', String(PAGE)], ...kept, ...(pageParam === '' ? [] : [['cursor', pageParam]])]).toString()}`,
        { signal },
      )
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const [seen, setSeen] = useState<readonly string[]>([])
  const changed = useChanged(seen)
  const show = (): void => {
    changed.forget()
    void read.refetch()
  }
  const seesOwed = role !== 'agent'
  const toggleFilters = (): void => setFilter((before) => (before ? null : { segment: '', phase: '', hold: '' }))
  const choose = (id: string): void =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : before.size < MOST_CHOSEN ? new Set([...before, id]) : before,
    )
  useKeys({
    f: { does: t.filters, run: toggleFilters },
    n: changed.ids.size > 0 && { does: t.show, run: show },
    x: seesOwed && {
      does: t.choose,
      run: () => {
        const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
        if (row !== undefined) choose(row)
      },
    },
  })
  const columns: readonly Column<Debtor>[] = [
    ...(seesOwed
      ? [
          {
            name: t.choice,
            shows: ({ id, reference }: Debtor) => (
              <Button
                className="bare"
                excludeFromTabOrder
                aria-pressed={chosen.has(id)}
                aria-label={`${t.choose}: ${reference}`}
                onPress={() => choose(id)}
              >
                {chosen.has(id) ? '☑' : '☐'}
              </Button>
            ),
          },
        ]
      : []),
    { name: t.reference, shows: ({ reference }) => reference },
    { name: t.name, shows: ({ name }) => name ?? <span className="quiet">{t.erased}</span> },
    { name: t.kind, isExtra: true, shows: ({ kind }) => w.kinds[kind] },
    { name: t.segment, isExtra: true, shows: ({ segment }) => w.segments[segment] },
    { name: t.claims, isExtra: true, isNumber: true, shows: ({ openClaims }) => openClaims },
    { name: t.open, isNumber: true, shows: ({ open }) => <Money amount={open} /> },
    { name: t.next, isExtra: true, shows: ({ nextReviewAt }) => nextReviewAt !== null && <When at={nextReviewAt} /> },
  ]
  const empty = isSearch ? (
    <Empty title={t.nothing}>
      <p>{t.nothingHint}</p>
    </Empty>
  ) : kept.length > 0 ? (
    <Empty title={t.nothing}>
      <p>{t.filterHint}</p>
    </Empty>
  ) : (
    <Empty title={t.none}>
      <p>{t.noneHint}</p>
    </Empty>
  )
  return (
    <div className="stack">
      <header className="row">
        <h1>{t.title}</h1>
        <Total />
      </header>
      <div className="row">
        <div className="narrow">
          <Line label={t.find} placeholder={t.hint} value={text} onChange={setText} />
        </div>
        <Button aria-expanded={filter !== null} onPress={toggleFilters}>
          <kbd aria-hidden="true">f</kbd>
          {t.filters}
        </Button>
      </div>
      <Suspense fallback={null}>
        {filter && <Filters filter={filter} seesOwed={seesOwed} onChange={setFilter} />}
        {chosen.size > 0 && <Chosen chosen={[...chosen]} onDone={() => setChosen(new Set())} />}
      </Suspense>
      <div role="status">
        {changed.ids.size > 0 && (
          <p className="bar row">
            <span>{t.changed(changed.ids.size)}</span>
            <Button onPress={show}>
              <kbd aria-hidden="true">n</kbd>
              {t.show}
            </Button>
          </p>
        )}
      </div>
      <Rows
        label={t.title}
        read={read}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: `/debtors/${id}` })}
        onSeen={setSeen}
        empty={empty}
      />
    </div>
  )
}

function Total(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const whole = useWhole()
  const { data } = useQuery({
    queryKey: [home, 'debtors-total'],
    queryFn: ({ signal }) => ask<{ value: number; exact: boolean }>(`${home}/debtors/total`, { signal }),
  })
  if (!data) return null
  // An estimate is not told to the last digit.
  return <span className="quiet">{data.exact ? t.total(whole(data.value)) : t.total(`~${whole(Number(data.value.toPrecision(3)))}`)}</span>
}

/** Rows in sight that changed since they were read; they stay as they are until one asks. */
function useChanged(seen: readonly string[]): { readonly ids: ReadonlySet<string>; readonly forget: () => void } {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const watched = seen.join(' ')
  useEffect(() => {
    if (watched === '') return
    const topics = watched.split(' ').map((id) => `debtor:${id}`)
    return listen(topics, (topic) => topic !== null && setIds((before) => new Set([...before, topic])))
  }, [watched])
  return { ids, forget: () => setIds(new Set()) }
}
