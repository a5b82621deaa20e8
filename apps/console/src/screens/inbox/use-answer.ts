/** Answering: one person at a time, the draft kept here and at the server, and some seconds in which it can be taken back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ask } from '../../api/http'
import { sendSurely } from '../../api/send-surely'
import { useDraft, type Draft } from '../../app/draft'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { inboxKey, type AnswerChannel, type Thread } from './inbox-api'

/** The lock ends after ten minutes; who types keeps it, who walked away does not. */
const RENEW_AFTER_MS = 240_000

interface Sending {
  readonly channel: AnswerChannel
  readonly template: string | undefined
}

export interface Answering {
  readonly draft: Draft
  readonly isMine: boolean
  readonly isBusy: boolean
  readonly isSending: boolean
  readonly fault: Error | null
  begin(takeOver: boolean): void
  end(): void
  /** Their own words, or a template, which leaves those where they are. */
  send(channel: AnswerChannel, template?: string): void
}

export function useAnswer(thread: Thread, says: string, onBegun: () => void): Answering {
  const { home, user } = useSession()
  const language = useSessionLanguage()
  const client = useQueryClient()
  const path = `${home}/threads/${thread.debtor}`
  const kept = thread.drafts.find(({ author }) => author === user.id)
  const draft = useDraft(`reply.${thread.debtor}`, { path: `${path}/draft`, theirs: kept ?? null })
  const isMine = thread.lock?.holder === user.id
  const latest = useRef(draft.text)
  const lockedAt = useRef(0)
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: inboxKey(home) })
  const lock = useMutation({
    mutationFn: (takeOver: boolean) => ask(`${path}/lock`, { method: 'PUT', body: { takeOver } }),
    onMutate: () => {
      lockedAt.current = Date.now()
    },
    onSettled: reread,
  })
  const begin = (takeOver: boolean): void => {
    // It may have been written on another machine, after this page was opened.
    if (latest.current === '' && kept) draft.write(kept.text)
    lock.mutate(takeOver, { onSuccess: onBegun })
  }
  const unlock = useMutation({
    mutationFn: () => ask(`${path}/lock`, { method: 'DELETE' }),
    // At once, so that a key that is meant for the page does not fall into a box that is about to go.
    onMutate: () => client.setQueryData<Thread>([...inboxKey(home), `threads/${thread.debtor}`], (one) => one && { ...one, lock: null }),
    onSettled: reread,
  })
  const retract = useMutation({
    mutationFn: (contact: string) => ask<{ text: string | null }>(`${path}/answers/${contact}/retraction`, { method: 'POST', body: {} }),
    // What was typed meanwhile stays, behind what came back.
    onSuccess: ({ text }) => text !== null && draft.write(latest.current === '' ? text : `${text}\n\n${latest.current}`),
    onSettled: () => lock.mutate(false),
  })
  const send = useMutation({
    mutationFn: ({ channel, template }: Sending) =>
      sendSurely<{ contact: string; undoSeconds: number }>(
        `${path}/answers?language=${language}`,
        { method: 'POST', body: { channel, ...(template === undefined ? { text: draft.text.trim() } : { template }) } },
        () => undefined,
      ),
    onSuccess: ({ contact, undoSeconds }, { template }) => {
      if (template === undefined) {
        draft.drop()
        latest.current = ''
      }
      unlock.mutate()
      offerUndo({ says, seconds: undoSeconds, undo: () => retract.mutate(contact) })
    },
    onError: reread,
  })
  const renew = lock.mutate
  useEffect(() => {
    const isTyped = latest.current !== draft.text
    latest.current = draft.text
    if (isMine && isTyped && Date.now() - lockedAt.current > RENEW_AFTER_MS) renew(false)
  }, [draft.text, isMine, renew])
  return {
    draft,
    isMine,
    isBusy: lock.isPending || unlock.isPending,
    isSending: send.isPending,
    fault: send.error ?? retract.error ?? lock.error,
    begin,
    end: () => unlock.mutate(),
    send: (channel, template) =>
      (template !== undefined || draft.text.trim() !== '') && !send.isPending && send.mutate({ channel, template }),
  }
}
