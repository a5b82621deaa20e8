/** The inbox as the API tells it: who waits, what was written over all channels, and who of us is at it. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { usePages, type Pages } from '../../api/pages'
import { useSessionLanguage } from '../../app/language'
import { useSession, type Role } from '../../app/session'

export const VIEWS = ['unassigned', 'mine', 'open', 'waiting', 'unknown', 'done'] as const
export type View = (typeof VIEWS)[number]
export type AnswerChannel = 'email' | 'sms' | 'whatsapp'
export const ANSWER_CHANNELS: readonly AnswerChannel[] = ['email', 'sms', 'whatsapp']

export interface Conversation {
  readonly debtor: string
  readonly reference: string
  readonly name: string
  readonly state: 'open' | 'waiting' | 'done'
  readonly assignee: string | null
  readonly since: string
  readonly waitUntil: string | null
  readonly channel: string | null
  readonly firstLine: string | null
  readonly intent: string | null
  readonly clear: boolean
  readonly windowClosesAt: string | null
  readonly lock: { readonly holder: string; readonly since: string; readonly until: string } | null
}
export interface Thread extends Conversation {
  readonly calledBy: string | null
  readonly drafts: readonly { readonly author: string; readonly text: string; readonly seq: number; readonly at: string }[]
}
export interface Span {
  readonly start: number
  readonly end: number
}
export interface Reading {
  readonly intent: string
  readonly clear: boolean
  readonly found: readonly { readonly intent: string; readonly words: readonly Span[] }[]
  readonly day: string | null
  readonly amount: string | null
}
export interface Item {
  readonly kind: 'inbound' | 'outbound' | 'note'
  readonly id: string
  readonly at: string
  readonly channel: string | null
  readonly subject: string | null
  readonly text: string | null
  /** The rest is a file of its own. */
  readonly cut: boolean
  readonly author: string | null
  readonly state: string | null
  readonly receipt: string | null
  readonly phase: string | null
  /** In the words of a template. */
  readonly template: boolean
  /** In the words of the server. */
  readonly why: string | null
  readonly code: string | null
  readonly automatic: 'reply' | 'bounce' | null
  readonly reading: Reading | null
  readonly suggestion: 'open' | 'accepted' | 'changed' | 'rejected' | null
  readonly claim: string | null
  readonly matchedBy: string | null
}
export interface UnknownMessage {
  readonly id: string
  readonly channel: string
  readonly from: string
  readonly subject: string | null
  readonly text: string
  readonly receivedAt: string
  readonly reading: Reading | null
}
export interface Candidate {
  readonly debtor: string
  readonly reference: string
  readonly name: string
  readonly matched: readonly string[]
}
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly works: boolean
}
export interface SentFile {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly refused: string | null
}

export const inboxKey = (home: string): readonly string[] => [home, 'inbox']
export const mayAnswer = (role: Role): boolean => role !== 'auditor'

function useInbox<T>(path: string, isWanted: boolean): Pages<T> {
  const { home } = useSession()
  return usePages<T>([...inboxKey(home), path], `${home}/${path}`, { limit: 50, isWanted })
}
export const useConversations = (view: View): Pages<Conversation> => useInbox<Conversation>(`inbox?view=${view}`, view !== 'unknown')
export const useUnknown = (view: View): Pages<UnknownMessage> => useInbox<UnknownMessage>('inbox/unknown', view === 'unknown')
export const useItems = (debtor: string): Pages<Item> => useInbox<Item>(`threads/${debtor}/items?language=${useSessionLanguage()}`, true)

function useOne<T>(path: string, staleTime?: number): UseQueryResult<T> {
  const { home } = useSession()
  return useQuery({
    queryKey: [...inboxKey(home), path],
    queryFn: ({ signal }) => ask<T>(`${home}/${path}`, { signal }),
    ...(staleTime !== undefined && { staleTime }),
  })
}
export const useThread = (debtor: string): UseQueryResult<Thread> => useOne<Thread>(`threads/${debtor}`)
/** Not read again with the inbox: once somebody linked the message there are none to ask for. */
export function useCandidates(message: string): UseQueryResult<readonly Candidate[]> {
  const { home } = useSession()
  return useQuery({
    queryKey: [home, 'candidates', message],
    queryFn: ({ signal }) => ask<readonly Candidate[]>(`${home}/inbox/unknown/${message}/candidates`, { signal }),
  })
}

/** What came along with a message never changes. */
export function useFiles(debtor: string, message: string, isWanted: boolean): UseQueryResult<readonly SentFile[]> {
  const { home } = useSession()
  const path = `${home}/threads/${debtor}/messages/${message}/files`
  return useQuery({
    queryKey: [home, 'files', message],
    queryFn: ({ signal }) => ask<readonly SentFile[]>(path, { signal }),
    staleTime: Infinity,
    enabled: isWanted,
  })
}

const MINUTES_5 = 300_000
export function useColleagues(): readonly Colleague[] {
  const { home } = useSession()
  const read = useQuery({
    queryKey: [home, 'colleagues'],
    queryFn: ({ signal }) => ask<readonly Colleague[]>(`${home}/inbox/colleagues`, { signal }),
    staleTime: MINUTES_5,
  })
  return read.data ?? []
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
/** A person by name; whoever wrote with a key is named by it. */
export function useNames(somebody: string): (who: string) => string {
  const colleagues = useColleagues()
  return (who) => colleagues.find(({ id }) => id === who)?.name ?? (ID.test(who) ? somebody : who)
}

/** Renewed well before it is over. */
const OPEN_MS = 4 * MINUTES_5

/** Who answers a message looks for a reason that the audit may know; others need none. */
export function useOpened(debtor: string | null): { readonly isOpen: boolean; readonly fault: Error | null } {
  const { home, role } = useSession()
  const opened = useQuery({
    queryKey: [home, 'opened', debtor],
    enabled: role === 'agent' && debtor !== null,
    staleTime: OPEN_MS,
    refetchInterval: OPEN_MS,
    queryFn: async () => {
      await ask(`${home}/debtors/${debtor ?? ''}/opening`, { method: 'POST', body: { reason: 'message' } })
      return true
    },
  })
  return { isOpen: role !== 'agent' || opened.data === true, fault: opened.error }
}
