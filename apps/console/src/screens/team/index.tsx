/** The call queue as its supervisor sees and steers it, live: what waits, who is on which call since when, who rests, call-backs, and calls that broke off. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { Agents } from './agents'
import { BrokenOff } from './broken-off'
import { CallBacks } from './call-backs'
import { Queue } from './queue'
import type { DeskRead } from './team-api'
import { texts } from './texts'
import './team.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const key = [home, 'call-desk']
  useLive(['calls'], key)
  const read = useQuery({ queryKey: key, queryFn: ({ signal }) => ask<DeskRead>(`${home}/call-desk`, { signal }), refetchInterval: 30_000 })
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <Shown read={read} rows={8}>
        {(desk) => (
          <>
            <Queue desk={desk} />
            <Agents desk={desk} />
            <CallBacks desk={desk} />
            <BrokenOff desk={desk} />
          </>
        )}
      </Shown>
    </div>
  )
}
