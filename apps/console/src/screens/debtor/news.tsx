/** What came while somebody reads: it is told in words and shown when they ask for it, so that nothing moves under their eyes. */
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useKeys } from '../../app/keys'
import { useSessionLanguage } from '../../app/language'
import { listen, readAgain } from '../../app/live'
import { useSession } from '../../app/session'
import type { Page } from '../../parts/rows'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { debtorKey, timelineKey, useTimeline, type TimelineEntry } from './debtor-api'
import { texts } from './texts'

const LOOK = 20
const TOLD = 2

export function News({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { fresh, show } = useFresh(id)
  useKeys({ n: fresh.length > 0 && { does: t.showNews, run: show } })
  const tell = ({ what, contact }: TimelineEntry): string =>
    contact ? `${w.channels[contact.channel] ?? contact.channel} ${w.phases[contact.phase] ?? contact.phase}: ${what}` : what
  return (
    <div role="status">
      {fresh.length > 0 && (
        <p className="bar row">
          <span>{t.news(fresh.slice(0, TOLD).map(tell), fresh.length - TOLD)}</span>
          <Button onPress={show}>
            <kbd aria-hidden="true">n</kbd>
            {t.showNews}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Entries that the timeline does not show yet. Where there is none, only what changes nothing in it is read again. */
function useFresh(id: string): { readonly fresh: readonly TimelineEntry[]; readonly show: () => void } {
  const { home } = useSession()
  const language = useSessionLanguage()
  const client = useQueryClient()
  const [seen, setSeen] = useState<readonly TimelineEntry[]>([])
  useEffect(() => {
    const timeline = timelineKey(home, id, language)
    const shown = (): ReadonlySet<string> | null => {
      const data = client.getQueryData<InfiniteData<Page<TimelineEntry>>>(timeline)
      return data ? new Set(data.pages.flatMap(({ items }) => items).map((entry) => entry.id)) : null
    }
    const isTimeline = (key: readonly unknown[]): boolean => key[debtorKey(home, id).length] === 'timeline'
    const hear = async (): Promise<void> => {
      const head = await ask<Page<TimelineEntry>>(`${home}/debtors/${id}/timeline?language=${language}&limit=${LOOK}`).catch(() => null)
      const known = shown()
      const fresh = head && known ? head.items.filter((entry) => !known.has(entry.id)) : []
      setSeen(fresh)
      if (fresh.length === 0)
        await readAgain(client, { queryKey: debtorKey(home, id), predicate: ({ queryKey }) => !head || !isTimeline(queryKey) })
    }
    return listen([`debtor:${id}`], () => void hear())
  }, [client, home, id, language])
  const { data } = useTimeline(id)
  const shown = new Set(data?.pages.flatMap(({ items }) => items).map((entry) => entry.id))
  return {
    fresh: seen.filter((entry) => !shown.has(entry.id)),
    show: () => void client.invalidateQueries({ queryKey: debtorKey(home, id) }),
  }
}
