/** The life of a process that runs apart: settings are read, parts opened in order, a signal waited for, parts closed in the reverse order. */
import { once } from 'node:events'
import type { Logger } from 'pino'
import { readSettings, type Settings } from '#settings'
import { watchDescriptors } from './descriptors'
import { openLog } from './open-log'
import { keepHeapSmall } from './small-heap'

export interface Life {
  readonly settings: Settings
  readonly log: Logger
  /** Noted at once, so that a fault half-way closes it too. */
  readonly opened: (close: () => Promise<unknown>) => void
}

/** A signal ends it in order; a second one, or a fault at the start, at once. What was on its way by then comes back by its lease. */
export function runProcess(name: string, start: (life: Life) => Promise<void>): void {
  keepHeapSmall()
  const closing: (() => Promise<unknown>)[] = []
  const live = async (): Promise<void> => {
    const settings = readSettings()
    const log = openLog(settings.logLevel)
    closing.push(watchDescriptors(log))
    const signalled = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    await Promise.race([start({ settings, log, opened: (close) => closing.push(close) }), signalled])
    log.info({ process: name }, 'up')
    await signalled
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1))
    log.info({ process: name }, 'stopping: what is on its way is waited for')
  }
  live()
    .catch((fault: unknown) => {
      process.stderr.write(`${name}: ${fault instanceof Error ? fault.message : String(fault)}\n`)
      process.exitCode = 1
    })
    .then(async () => {
      for (const close of closing.reverse()) await close()
    })
    .then(
      () => process.exit(),
      (fault: unknown) => {
        process.stderr.write(`${name}: could not close in order: ${String(fault)}\n`)
        process.exit(1)
      },
    )
}
