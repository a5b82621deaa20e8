/** One event stream to the server for the topics that are asked for, opened anew when they change or it breaks; the worker's and, without one, the page's. */
export interface Stream {
  follow(topics: readonly string[]): void
  /** Whether changes of it are told already: whoever comes to listen for it now may have missed one. */
  hears(topic: string): boolean
}

export interface Hearing {
  change(topic: string): void
  /** Of these a change may have gone unheard: whatever was read of them is read again. */
  missed(topics: readonly string[]): void
  link(up: boolean): void
}

const AGAIN_AFTER_MS = 3_000
/** The server refuses a stream of more, and with it all of them. */
const MOST_TOPICS = 200

export function openStream(hearing: Hearing): Stream {
  let topics: readonly string[] = []
  let source: EventSource | null = null
  /** Opened for other topics; the one before it is heard until it is ready. */
  let next: EventSource | null = null
  let heard: ReadonlySet<string> = new Set()
  let again: ReturnType<typeof setTimeout> | undefined
  const close = (): void => {
    clearTimeout(again)
    next?.close()
    source?.close()
    next = source = null
    heard = new Set()
  }
  const open = (): void => {
    clearTimeout(again)
    next?.close()
    const asked = topics
    const mine = new EventSource(`/v1/live?topics=${encodeURIComponent(asked.join(','))}`)
    next = mine
    mine.addEventListener('ready', () => {
      if (mine === next) {
        source?.close()
        source = mine
        next = null
      } else {
        // The server was deaf for a while.
        heard = new Set()
      }
      const missed = asked.filter((topic) => !heard.has(topic))
      heard = new Set(asked)
      hearing.link(true)
      hearing.missed(missed)
    })
    mine.onmessage = ({ data }: MessageEvent<string>) => hearing.change(topicIn(data))
    mine.onerror = () => {
      if (mine === source) heard = new Set()
      hearing.link(false)
      // The browser tries again by itself, but gives up at a refusal.
      if (mine.readyState !== EventSource.CLOSED) return
      clearTimeout(again)
      again = setTimeout(open, AGAIN_AFTER_MS)
    }
  }
  return {
    follow(given) {
      const wanted = [...new Set(given)].sort().slice(0, MOST_TOPICS)
      if (wanted.join() === topics.join()) return
      topics = wanted
      if (topics.length > 0) return open()
      close()
      hearing.link(true)
    },
    hears: (topic) => heard.has(topic),
  }
}

function topicIn(data: string): string {
  try {
    return (JSON.parse(data) as { topic?: string }).topic ?? ''
  } catch {
    return ''
  }
}
