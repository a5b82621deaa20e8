/** The next sixty days by the real rules: as they stand, and as they would be after what the debtor may do. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Options } from '../../parts/options'
import type { Page } from '../../parts/rows'
import { Shown } from '../../parts/state'
import { dayFromNow, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts as workTexts } from '../work/texts'
import { debtorKey, usePart, type Claim } from './debtor-api'
import { texts } from './texts'
import { WhatComes, type Coming } from './what-comes'

/** An event of the scenario format, taken to happen now. */
export type Assumed = Readonly<Record<string, unknown>>

export type Foreseen = Required<Coming>

/** Null: there is nothing to look at yet. */
export function useForeseen(id: string, assume: readonly Assumed[] | null): UseQueryResult<Foreseen> {
  const { home } = useSession()
  const language = useSessionLanguage()
  return useQuery({
    queryKey: [...debtorKey(home, id), 'foreseen', language, JSON.stringify(assume)],
    enabled: assume !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask<Foreseen>(`${home}/debtors/${id}/preview`, { method: 'POST', body: { assume, language }, signal }),
  })
}

/** What comes first if nobody does anything. */
export function NextAct({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { kinds } = useTexts(workTexts)
  const { data } = useForeseen(id, [])
  const [contact] = data?.contacts ?? []
  const [task] = data?.tasks ?? []
  if (task && (!contact || task.on < contact.at))
    return (
      <>
        <When at={task.on} as="weekday" /> {kinds[task.kind] ?? task.kind}
      </>
    )
  return contact ? (
    <>
      <When at={contact.at} as="weekday" /> {w.channels[contact.channel]}, {w.phases[contact.phase] ?? contact.phase}
    </>
  ) : (
    t.none
  )
}

const PROMISED_IN_DAYS = 7

export function Future({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const claims = usePart<Page<Claim>>(id, 'claims?limit=200')
  const [chosen, choose] = useState('silence')
  const oldest = claims.data?.items
    .filter(({ state }) => state === 'open')
    .reduce<Claim | null>((first, claim) => (first && first.dueOn <= claim.dueOn ? first : claim), null)
  const futures: Readonly<Record<string, { readonly text: string; readonly assume: readonly Assumed[] }>> = {
    silence: { text: t.futures.silence, assume: [] },
    promise: { text: t.futures.promise, assume: [{ type: 'promise', payBy: dayFromNow(PROMISED_IN_DAYS) }] },
    ...(oldest && {
      dispute: {
        text: t.futures.dispute(oldest.invoiceNumber ?? oldest.reference),
        assume: [{ type: 'dispute', claim: oldest.reference }],
      },
    }),
  }
  const read = useForeseen(id, (futures[chosen] ?? futures.silence)?.assume ?? [])
  return (
    <section className="pane stack" aria-label={t.future}>
      <Options
        label={t.future}
        value={chosen}
        onChange={choose}
        options={Object.entries(futures).map(([one, { text }]) => ({ id: one, text }))}
      />
      <div aria-live="polite">
        <Shown read={read} rows={4}>
          {(foreseen) => <WhatComes coming={foreseen} nothing={t.nothingForeseen} />}
        </Shown>
      </div>
      <p className="quiet small">{t.futureHint}</p>
    </section>
  )
}
