/** One event stream to the server for the topics that are asked for, opened anew when they change or it breaks; the worker's and, without one, the page's. */
export interface Stream {
  follow(topics: readonly string[]): void
  close(): void
}

/** Stands for every topic there is. */
export const EVERYTHING = '*'
const AGAIN_AFTER_MS = 3_000
/** The server refuses a stream of more, and with it all of them. */
const MOST_TOPICS = 200

export function openStream(onChange: (topic: string) => void, onLink: (up: boolean) => void): Stream {
  let source: EventSource | null = null
  let followed = ''
  let again: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    clearTimeout(again)
    source?.close()
    source = null
    if (followed === '') return onLink(true)
    const mine = new EventSource(`/v1/live?topics=${encodeURIComponent(followed)}`)
    source = mine
    // Whatever was read before is read again: it may have changed before anybody listened.
    mine.addEventListener('ready', () => {
      onLink(true)
      onChange(EVERYTHING)
    })
    mine.onmessage = ({ data }: MessageEvent<string>) => onChange(topicIn(data))
    mine.onerror = () => {
      onLink(false)
      // The browser tries again by itself, but gives up at a refusal.
      if (mine.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER_MS)
    }
  }
  return {
    follow(topics) {
      const wanted = [...new Set(topics)].sort().slice(0, MOST_TOPICS).join(',')
      if (wanted === followed) return
      followed = wanted
      open()
    },
    close() {
      clearTimeout(again)
      source?.close()
    },
  }
}

function topicIn(data: string): string {
  try {
    return (JSON.parse(data) as { topic?: string }).topic ?? ''
  } catch {
    return ''
  }
}
