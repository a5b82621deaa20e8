/** Housekeeping of the API: answers kept for repetitions are erased after their day, files of errors after a month, uploads that a crash left after a day; log-ins that were tried, sessions long over, notes and drafts that nobody ended, and what imports did once they are no longer undone. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common'
import { eraseOldAnswers, eraseOldCallNotes, eraseOldDrafts, eraseOldSessions, eraseOldTrials, forgetImportChunks } from '#store'
import { API_SOURCE, type ApiSource } from './api-source'

const EVERY_MS = 10 * 60_000
const DAY_MS = 86_400_000
const AT_ONCE = 10_000

@Injectable()
export class Housekeeping implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running = this.clean()
    }, EVERY_MS)
    this.timer.unref()
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  /** A round that fails is told, and the next one does its work too. */
  async clean(): Promise<void> {
    const { database, dataFolder, log } = this.source
    try {
      while ((await eraseOldAnswers(database, AT_ONCE)) === AT_ONCE);
      await eraseOldTrials(database)
      await eraseOldSessions(database)
      await eraseOldCallNotes(database)
      await eraseOldDrafts(database)
      await forgetImportChunks(database)
      await removeOlder(join(dataFolder, 'imports'), 30 * DAY_MS)
      await removeOlder(join(dataFolder, 'uploads'), DAY_MS)
    } catch (fault) {
      log.error({ fault: fault instanceof Error ? fault.name : 'unknown' }, 'housekeeping failed')
    }
  }
}

async function removeOlder(folder: string, milliseconds: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const file = join(folder, name)
    const changed = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    )
    if (Date.now() - changed > milliseconds) await rm(file, { force: true })
  }
}
