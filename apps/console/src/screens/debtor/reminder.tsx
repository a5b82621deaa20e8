/** What a reminder by hand would be: what goes over which channel and when, or why it may not. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { debtorKey, type Reason } from './debtor-api'
import { texts } from './record-texts'

interface ForeseenReminder {
  readonly reminder: { readonly at: string; readonly channel: string; readonly claims: readonly string[]; readonly amount: string } | null
  readonly reasons: readonly Reason[]
}

/** `channel` null: nobody asks. */
export function useReminder(id: string, channel: string | null): UseQueryResult<ForeseenReminder> {
  const { home } = useSession()
  const language = useSessionLanguage()
  return useQuery({
    queryKey: [...debtorKey(home, id), 'reminder', channel, language],
    enabled: channel !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<ForeseenReminder>(`${home}/debtors/${id}/reminders/preview`, {
        method: 'POST',
        body: { language, ...(channel && { channel }) },
        signal,
      }),
  })
}

export function Reminder({ read }: { readonly read: UseQueryResult<ForeseenReminder> }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  return (
    <div aria-live="polite">
      <Shown read={read} rows={2}>
        {({ reminder, reasons }) => (
          <>
            {reminder ? (
              <p>
                <strong>
                  {w.channels[reminder.channel]}, <When at={reminder.at} />
                </strong>
                : {w.phases.reminder}, <Money amount={reminder.amount} /> ({reminder.claims.join(', ')})
              </p>
            ) : (
              <p className="bar warn">▲ {t.notNow}</p>
            )}
            <ul className="whys">
              {reasons.map(({ code, sentence }, index) => (
                <li key={code + String(index)}>{sentence}</li>
              ))}
            </ul>
          </>
        )}
      </Shown>
    </div>
  )
}
