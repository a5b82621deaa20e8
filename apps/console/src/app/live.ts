/** Live: pages say which topics they show and hear when one changed; without a link for half a minute they are told, and read again by themselves. */
import { useQueryClient, type QueryClient, type QueryFilters, type QueryKey } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { clockNow } from '../parts/clock'
import { openStream } from './event-stream'
import { startBeats } from './lease-beats'
import type { Beat, FromPage, FromWorker } from './live-messages'

const STALE_AFTER_MS = 30_000
const POLL_MS = 30_000

interface Link {
  readonly isStale: boolean
  /** When data was last known to be current. */
  readonly upUntil: number
}

/** `null`: one of the topics may have changed unheard. */
type Hear = (topic: string | null) => void

const wanted = new Map<symbol, { readonly topics: readonly string[]; readonly hear: Hear }>()
const leaseListeners = new Set<(held: boolean, expiresAt: string | null) => void>()
const linkListeners = new Set<() => void>()
let link: Link = { isStale: false, upUntil: clockNow() }
let isUp = true
let stale: ReturnType<typeof setTimeout> | undefined
let polling: ReturnType<typeof setInterval> | undefined
let say: ((message: FromPage) => void) | null = null
let isToldSoon = false

const everyoneReads = (): void => wanted.forEach(({ hear }) => hear(null))

function setLink(next: Link): void {
  link = next
  for (const listener of linkListeners) listener()
}

function onLink(up: boolean): void {
  // Told of every attempt in vain: counted from the first.
  if (up === isUp) return
  isUp = up
  clearTimeout(stale)
  clearInterval(polling)
  setLink({ isStale: false, upUntil: clockNow() })
  if (up) return
  stale = setTimeout(() => {
    setLink({ ...link, isStale: true })
    polling = setInterval(everyoneReads, POLL_MS)
  }, STALE_AFTER_MS)
}

const onChange = (topic: string): void => wanted.forEach(({ topics, hear }) => topics.includes(topic) && hear(topic))
const onMissed = (missed: readonly string[]): void =>
  wanted.forEach(({ topics, hear }) => topics.some((topic) => missed.includes(topic)) && hear(null))

const onLease = (held: boolean, expiresAt: string | null): void => leaseListeners.forEach((listener) => listener(held, expiresAt))

function onWorker(message: FromWorker): void {
  switch (message.kind) {
    case 'change':
      return onChange(message.topic)
    case 'missed':
      return onMissed(message.topics)
    case 'link':
      return onLink(message.up)
    case 'lease':
      return onLease(message.held, message.expiresAt)
    case 'ping':
      return say?.({ kind: 'pong' })
  }
}

function connect(): (message: FromPage) => void {
  if ('SharedWorker' in window) {
    const { port } = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'tijdig-live' })
    port.onmessage = ({ data }: MessageEvent<FromWorker>) => onWorker(data)
    addEventListener('pagehide', () => port.postMessage({ kind: 'bye' } satisfies FromPage))
    // Somebody went back to a page that was left.
    addEventListener('pageshow', ({ persisted }) => persisted && announce())
    return (message) => port.postMessage(message)
  }
  const stream = openStream({ change: onChange, missed: onMissed, link: onLink })
  let stopBeats: (() => void) | null = null
  return (message) => {
    if (message.kind === 'topics') stream.follow(message.topics)
    if (message.kind !== 'lease') return
    stopBeats?.()
    stopBeats = message.beat && startBeats(message.beat, onLease)
  }
}

/** Once for all that comes and goes together: each other set opens the stream anew. */
function announce(): void {
  const tell = (say ??= connect())
  if (isToldSoon) return
  isToldSoon = true
  queueMicrotask(() => {
    isToldSoon = false
    tell({ kind: 'topics', topics: [...new Set([...wanted.values()].flatMap(({ topics }) => topics))] })
  })
}

/** Queries under `key` are read again when one of the topics changes. */
export function useLive(topics: readonly string[], key: QueryKey): void {
  const client = useQueryClient()
  const asked = JSON.stringify([topics, key])
  useEffect(() => {
    const [mine, queryKey] = JSON.parse(asked) as [string[], unknown[]]
    return listen(mine, () => void readAgain(client, { queryKey }))
  }, [asked, client])
}

/** What is on its way may be from before the change: it is waited for, and read once more. */
export async function readAgain(client: QueryClient, queries: QueryFilters): Promise<void> {
  const isOnItsWay = client.isFetching(queries) > 0
  await client.invalidateQueries(queries, { cancelRefetch: false })
  if (isOnItsWay) await client.invalidateQueries(queries, { cancelRefetch: false })
}

export function listen(topics: readonly string[], hear: Hear): () => void {
  const id = Symbol('live')
  wanted.set(id, { topics, hear })
  announce()
  return () => {
    wanted.delete(id)
    announce()
  }
}

const subscribe = (listener: () => void): (() => void) => {
  linkListeners.add(listener)
  return () => linkListeners.delete(listener)
}
export const useLink = (): Link => useSyncExternalStore(subscribe, () => link)

/** Kept, by the worker where there is one, until it is told otherwise or the page is gone. */
export function keepLease(beat: Beat | null, hear: (held: boolean, expiresAt: string | null) => void): () => void {
  announce()
  say?.({ kind: 'lease', beat })
  leaseListeners.add(hear)
  return () => {
    say?.({ kind: 'lease', beat: null })
    leaseListeners.delete(hear)
  }
}
