/** The progress bar of a play; without a terminal a line now and then. */
import { SingleBar } from 'cli-progress'
import { daysBetween, localDateOf, type LocalDate } from '#domain'
import type { VirtualClock } from '#store'

export interface Progress {
  onDay(day: LocalDate): void
  done(): void
}

const DAYS_PER_LINE = 15

export function openProgress({ startsAt, endsAt }: VirtualClock, zone: string): Progress {
  const first = localDateOf(startsAt, zone)
  const days = daysBetween(first, localDateOf(endsAt, zone))
  return process.stderr.isTTY ? bar(first, days) : lines(first, days)
}

function bar(first: LocalDate, days: number): Progress {
  const shown = new SingleBar({
    format: '{bar} {day} ({value} of {total} days)',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  })
  shown.start(days, 0, { day: first })
  return {
    onDay: (day) => {
      shown.update(daysBetween(first, day), { day })
    },
    done: () => {
      shown.stop()
    },
  }
}

function lines(first: LocalDate, days: number): Progress {
  let told = -1
  return {
    onDay(day) {
      const passed = daysBetween(first, day)
      if (passed === told || passed % DAYS_PER_LINE !== 0) return
      told = passed
      process.stderr.write(`${day}: day ${passed} of ${days}\n`)
    },
    done: () => undefined,
  }
}
