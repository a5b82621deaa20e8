/** One call from the queue: taken, dialled, told; who has it is the server's to say, this page only follows. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { csrfNow } from '../../api/http'
import { Problem } from '../../api/problem'
import { useSessionLanguage } from '../../app/language'
import { keepLease, useLive } from '../../app/live'
import { useSession } from '../../app/session'
import { act, claimNext, readCard, rest, type Card, type Claimed } from './calls-api'

/** Well within the 90 seconds of a call that nobody dialled yet. */
const BEAT_SECONDS = 20

export interface Call {
  readonly task: Claimed['task']
  readonly token: string
  readonly card: Card | undefined
  readonly empty: Claimed | null
  readonly fault: Error | null
  readonly isLost: boolean
  /** The rules held it back as it was dialled. */
  readonly isHeldBack: boolean
  readonly leaseUntil: string | null
  readonly isBusy: boolean
  next(): Promise<void>
  does(what: string, body?: object): Promise<boolean>
  reread(): Promise<void>
  leave(): void
  pause(reason: string | null): Promise<void>
}

export function useCall(): Call {
  const { home, user } = useSession()
  const language = useSessionLanguage()
  const client = useQueryClient()
  const [claimed, setClaimed] = useState<Claimed | null>(null)
  const [fault, setFault] = useState<Error | null>(null)
  const [lease, setLease] = useState<{ readonly isLost: boolean; readonly until: string | null }>({ isLost: false, until: null })
  const [isBusy, setBusy] = useState(false)
  const [isHeldBack, setHeldBack] = useState(false)
  const task = claimed?.task ?? null
  const token = claimed?.lease?.token ?? ''
  const key = [home, 'card', task?.id, language]
  const card = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readCard(home, task?.id ?? '', language, signal),
    enabled: task !== null,
  })
  useLive(task ? ['calls', `debtor:${task.debtor}`] : ['calls'], [home, 'card', task?.id])

  const csrf = csrfNow()
  useEffect(() => {
    if (task === null || isHeldBack) return
    const path = `${home}/call-tasks/${task.id}/lease`
    return keepLease({ path, token, csrf, everySeconds: BEAT_SECONDS }, (held, until) => setLease({ isLost: !held, until }))
  }, [home, task, token, csrf, isHeldBack])

  const guarded = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true)
    setFault(null)
    try {
      await work()
      return true
    } catch (caught) {
      if (!(caught instanceof Error)) throw caught
      if (caught instanceof Problem && caught.code === 'not-to-be-called') {
        setHeldBack(true)
        void reread()
        return false
      }
      if (caught instanceof Problem && caught.code === 'call-not-held') setLease((before) => ({ ...before, isLost: true }))
      setFault(caught)
      return false
    } finally {
      setBusy(false)
    }
  }
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: [home, 'card'] })
  return {
    task,
    token,
    card: card.data,
    empty: claimed && !task ? claimed : null,
    fault: fault ?? card.error,
    isHeldBack,
    isLost: lease.isLost || (card.data !== undefined && card.data.agent !== user.id),
    leaseUntil: lease.until ?? claimed?.lease?.expiresAt ?? null,
    isBusy,
    next: async () => {
      await guarded(async () => {
        const got = await claimNext(home)
        // One that was had before, and lost, is shown as it is now.
        client.removeQueries({ queryKey: [home, 'card'] })
        setLease({ isLost: false, until: null })
        setHeldBack(false)
        setClaimed(got)
      })
    },
    does: (what, body = {}) =>
      guarded(async () => {
        await act(home, task?.id ?? '', what, { token, ...body })
        await reread()
      }),
    reread,
    leave: () => {
      setClaimed(null)
      setFault(null)
    },
    pause: async (reason) => {
      // Whoever rests reads so.
      await guarded(async () => {
        await rest(home, reason)
        setClaimed(reason === null ? null : await claimNext(home))
      })
    },
  }
}
