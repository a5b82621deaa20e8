/** Wires the pipe: drivers of the sandbox carrier, and the belt whose worker is this process. */
import { join } from 'node:path'
import { createSandboxDrivers, whatsappCloudApi, WINDOW_PRESETS, type Drivers } from '#channels'
import { deliverChunk, Rulebooks, Templates, type BusinessClock, type Pipe, type PipeLog } from '#pipeline'
import { InProcessBelt } from '#queue'
import type { WhatsappSettings } from '#settings'
import type { AttemptChunk, Database } from '#store'

export interface PipeOptions {
  readonly database: Database
  readonly clock: BusinessClock
  readonly sandboxUrl: string
  readonly dataFolder: string
  readonly redirectAllTo: string | null
  readonly log: PipeLog
  /** Null: the sandbox stands in. */
  readonly whatsapp?: WhatsappSettings | null
  /** How long a carrier may take to answer before the outcome is unknown. */
  readonly answerWithinMs: number
  readonly leaseSeconds?: number
}

const LEASE_SECONDS = 60
/** Chunks worked on at the same time. */
const LANES = 4

export function openPipe(options: PipeOptions): Pipe {
  const { database, clock, redirectAllTo, leaseSeconds = LEASE_SECONDS, log } = options
  const belt = new InProcessBelt<AttemptChunk>((chunk) => deliverChunk(pipe, chunk, clock()), LANES, (fault) => {
    log.error({ fault: String(fault) }, 'a chunk failed; what it had not sent comes back')
  })
  const pipe: Pipe = {
    database, rulebooks: new Rulebooks(database), templates: new Templates(database), drivers: openDrivers(options), belt, redirectAllTo, leaseSeconds, log,
  }
  return pipe
}

/** Requests in flight at a carrier; its rate is this over its answering time. */
const CONNECTIONS = 50

function openDrivers({ sandboxUrl, dataFolder, answerWithinMs, whatsapp }: PipeOptions): Drivers {
  const sandbox = createSandboxDrivers({
    url: sandboxUrl, folder: join(dataFolder, 'letters'), window: WINDOW_PRESETS['din-5008-b'], timeoutMs: answerWithinMs, connections: CONNECTIONS,
  })
  return whatsapp ? { ...sandbox, whatsapp: whatsappCloudApi({ ...whatsapp, timeoutMs: answerWithinMs, connections: CONNECTIONS }) } : sandbox
}
