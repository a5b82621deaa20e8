/** The browser's one event stream, shared by its pages, and the heartbeats of their leases: both go on while a page sleeps. */
import type { Beat, FromPage, FromWorker } from './live-messages'
import { openStream } from './event-stream'
import { startBeats } from './lease-beats'

interface Page {
  readonly port: MessagePort
  topics: readonly string[]
  beat: Beat | null
  stopBeats?: (() => void) | undefined
  /** Pings, not minutes: a computer that slept has heard of nobody for long, and all of them are there. */
  unanswered: number
}

const PING_MS = 10_000
/** A page that sleeps answers within a minute; one that is gone never. */
const GONE_AFTER_PINGS = 9

const pages = new Set<Page>()
const tell = (page: Page, message: FromWorker): void => page.port.postMessage(message)
const tellAll = (message: FromWorker): void => pages.forEach((page) => tell(page, message))
const stream = openStream({
  change: (topic) => tellAll({ kind: 'change', topic }),
  missed: (topics) => tellAll({ kind: 'missed', topics }),
  link: (up) => tellAll({ kind: 'link', up }),
})
const follow = (): void => stream.follow([...pages].flatMap(({ topics }) => topics))

function leave(page: Page): void {
  page.stopBeats?.()
  pages.delete(page)
  follow()
}

/** It slept for longer than we waited, or somebody went back to it. */
function comeBack(page: Page): void {
  pages.add(page)
  keepLease(page)
  tell(page, { kind: 'missed', topics: page.topics })
}

/** What a page asked for before it found us may have changed since. Of what the stream does not hear yet it is told when it does. */
function listen(page: Page, topics: readonly string[]): void {
  const missed = topics.filter((topic) => !page.topics.includes(topic) && stream.hears(topic))
  page.topics = topics
  if (missed.length > 0) tell(page, { kind: 'missed', topics: missed })
}

function keepLease(page: Page): void {
  page.stopBeats?.()
  page.stopBeats = page.beat ? startBeats(page.beat, (held, expiresAt) => tell(page, { kind: 'lease', held, expiresAt })) : undefined
}

function hear(page: Page, message: FromPage): void {
  if (message.kind === 'bye') return leave(page)
  page.unanswered = 0
  if (message.kind === 'topics') listen(page, message.topics)
  if (message.kind === 'lease') {
    page.beat = message.beat
    keepLease(page)
  }
  if (!pages.has(page)) comeBack(page)
  follow()
}

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (!port) return
  const page: Page = { port, topics: [], beat: null, unanswered: 0 }
  pages.add(page)
  port.onmessage = ({ data }: MessageEvent<FromPage>) => hear(page, data)
})

setInterval(() => {
  for (const page of pages) {
    page.unanswered += 1
    if (page.unanswered > GONE_AFTER_PINGS) leave(page)
    else tell(page, { kind: 'ping' })
  }
}, PING_MS)
