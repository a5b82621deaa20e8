/** Wires the pipe: drivers of the sandbox carrier, and the belt whose worker is this process. */
import { join } from 'node:path'
import { createSandboxDrivers, WINDOW_PRESETS } from '#channels'
import { deliverChunk, Rulebooks, Templates, type BusinessClock, type Pipe, type PipeLog } from '#pipeline'
import { InProcessBelt } from '#queue'
import type { AttemptChunk, Database } from '#store'

export interface PipeOptions {
  readonly database: Database
  readonly clock: BusinessClock
  readonly sandboxUrl: string
  readonly dataFolder: string
  readonly redirectAllTo: string | null
  readonly log: PipeLog
  /** How long a carrier may take to answer before the outcome is unknown. */
  readonly answerWithinMs: number
}

/** Chunks worked on at the same time. */
const LANES = 4

export function openPipe({ database, clock, sandboxUrl, dataFolder, redirectAllTo, log, answerWithinMs }: PipeOptions): Pipe {
  const belt = new InProcessBelt<AttemptChunk>((chunk) => deliverChunk(pipe, chunk, clock()), LANES, (fault) => {
    log.error({ fault: String(fault) }, 'a chunk failed; what it had not sent comes back')
  })
  const drivers = createSandboxDrivers({ url: sandboxUrl, folder: join(dataFolder, 'letters'), window: WINDOW_PRESETS['din-5008-b'], timeoutMs: answerWithinMs })
  const pipe: Pipe = {
    database, rulebooks: new Rulebooks(database), templates: new Templates(database), drivers, belt, carrier: 'sandbox', redirectAllTo, log,
  }
  return pipe
}
