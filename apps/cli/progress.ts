/** Progress of long work on standard error: a bar on a terminal, else a line now and then. */
import { SingleBar } from 'cli-progress'
import { say } from './answer'

export interface Progress {
  update(read: number, total: number): void
  stop(): void
}

/** Lines in a log file: often enough to see it live, seldom enough to read. */
const LINE_EVERY_MS = 10_000

export function openProgress(what: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(what, stream) : lines(what)
}

function bar(what: string, stream: NodeJS.WriteStream): Progress {
  const drawn = new SingleBar({
    stream,
    format: `${what} [{bar}] {percentage}%  {eta_formatted} to go`,
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
  })
  let started = false
  return {
    update(read, total) {
      if (!started) drawn.start(total, 0)
      started = true
      drawn.update(read)
    },
    stop: () => drawn.stop(),
  }
}

function lines(what: string): Progress {
  let said = performance.now()
  return {
    update(read, total) {
      if (performance.now() - said < LINE_EVERY_MS) return
      said = performance.now()
      say(`${what}: ${Math.floor((100 * read) / Math.max(1, total))} %`)
    },
    stop: () => undefined,
  }
}
