/** Says who else looks at this debtor, or has this draft open, so that two do not do the same; one's own other tabs do not count. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ask } from '../api/http'
import { useSessionLanguage } from '../app/language'
import { useLive } from '../app/live'
import { useSession } from '../app/session'
import { useTexts } from '../texts'
import { localeOf } from '../texts/language'

const HIDDEN_MS = 60_000
const MOST_NAMES = 3

const nl = {
  looks: (names: string, count: number) => (count === 1 ? `${names} kijkt ook` : `${names} kijken ook`),
  others: (count: number) => `nog ${count}`,
}
const en = {
  looks: (names: string, count: number) => (count === 1 ? `${names} is looking too` : `${names} are looking too`),
  others: (count: number) => `${count} more`,
} satisfies typeof nl

interface Present {
  readonly id: string
  readonly name: string
}

export function AlsoHere({
  debtor,
  draft,
}: { readonly debtor: string; readonly draft?: never } | { readonly debtor?: never; readonly draft: string }): ReactNode {
  const t = useTexts({ nl, en })
  const { home } = useSession()
  const language = useSessionLanguage()
  const id = debtor ?? draft
  const key = [home, 'presence', id]
  useLive(useLooking() ? [`presence:${id}`] : [], key)
  const { data = [] } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      ask<readonly Present[]>(`${home}/${debtor === undefined ? 'configuration-drafts' : 'debtors'}/${id}/presence`, { signal }),
  })
  const names = data.slice(0, MOST_NAMES).map(({ name }) => name)
  const listed = data.length > MOST_NAMES ? [...names, t.others(data.length - MOST_NAMES)] : names
  return (
    <div role="status">
      {data.length > 0 && <p className="quiet small">{t.looks(new Intl.ListFormat(localeOf(language)).format(listed), data.length)}</p>}
    </div>
  )
}

/** A tab that has been behind others for a while is looked at by nobody. */
function useLooking(): boolean {
  const [isLooking, setLooking] = useState(true)
  useEffect(() => {
    let hidden: ReturnType<typeof setTimeout> | undefined
    const follow = (): void => {
      clearTimeout(hidden)
      if (document.visibilityState === 'visible') setLooking(true)
      else hidden = setTimeout(() => setLooking(false), HIDDEN_MS)
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      clearTimeout(hidden)
      document.removeEventListener('visibilitychange', follow)
    }
  }, [])
  return isLooking
}
