/** Wires the pipe of a process: its drivers, its configuration, and the belt it puts on or takes from. */
import { createSandboxDrivers, folderLetter, sendgridEmail, sftpLetter, twilioSms, whatsappCloudApi, type Drivers } from '#channels'
import { InProcessBelt, type Belt } from '#queue'
import type { CarrierSettings, PrintHouseSettings } from '#settings'
import type { AttemptChunk, Database } from '#store'
import { lettersFolder } from './batch-files'
import { deliverChunk } from './deliver'
import type { BusinessClock, Pipe, PipeLog, PipeMeter } from './pipe'
import { LANES, tellFault } from './redis-belt'
import { Rulebooks } from './rulebooks'
import { Templates } from './templates'
import { WordBooks } from './word-books'

/** Left out: the sandbox stands in for every carrier. */
type Connected = Partial<Pick<CarrierSettings, 'twilio' | 'sendgrid' | 'whatsapp' | 'publicUrl'>> & { readonly printHouse?: PrintHouseSettings | null }

export interface PipeOptions extends Connected {
  readonly database: Database
  readonly clock: BusinessClock
  readonly sandboxUrl: string
  readonly dataFolder: string
  readonly redirectAllTo: string | null
  readonly log: PipeLog
  /** How long a carrier may take to answer before the outcome is unknown. */
  readonly answerWithinMs: number
  readonly leaseSeconds?: number
  /** Left out: this process delivers what it schedules. */
  readonly belt?: Belt<AttemptChunk>
  readonly meter?: PipeMeter
}

const LEASE_SECONDS = 60

export function openPipe(options: PipeOptions): Pipe {
  const { database, clock, redirectAllTo, leaseSeconds = LEASE_SECONDS, log } = options
  const belt = options.belt ?? new InProcessBelt<AttemptChunk>((chunk) => deliverChunk(pipe, chunk, clock()), LANES, (fault) => tellFault(log, fault))
  const pipe: Pipe = {
    database, rulebooks: new Rulebooks(database), templates: new Templates(database), wordBooks: new WordBooks(log), drivers: openDrivers(options), belt, redirectAllTo, leaseSeconds, log,
    ...(options.meter && { meter: options.meter }),
  }
  return pipe
}

/** Requests in flight at a carrier; its rate is this over its answering time. */
const CONNECTIONS = 50

function openDrivers({ sandboxUrl, dataFolder, answerWithinMs, twilio, sendgrid, whatsapp, printHouse, publicUrl = null }: PipeOptions): Drivers {
  const limits = { timeoutMs: answerWithinMs, connections: CONNECTIONS }
  const folder = lettersFolder(dataFolder)
  const sandbox = createSandboxDrivers({ url: sandboxUrl, folder, ...limits })
  return {
    ...sandbox,
    ...(twilio && { sms: twilioSms({ ...twilio, ...limits, publicUrl }) }),
    ...(sendgrid && { email: sendgridEmail({ ...sendgrid, ...limits }) }),
    ...(printHouse && { letter: printHouse.kind === 'folder' ? folderLetter({ ...printHouse, folder }) : sftpLetter({ ...printHouse, ...limits, folder }) }),
    ...(whatsapp && { whatsapp: whatsappCloudApi({ ...whatsapp, ...limits }) }),
  }
}
