/** Wires the pipe of a process: its drivers, its configuration, and the belt it puts on or takes from. */
import { createSandboxDrivers, folderLetter, sftpLetter } from '#channels'
import { InProcessBelt, type Belt } from '#queue'
import type { PrintHouseSettings, SecretsKeys } from '#settings'
import type { AttemptChunk, Database } from '#store'
import { lettersFolder } from './letters/batch-files'
import { CarrierAccounts } from './carriers/carrier-accounts'
import { deliverChunk } from './deliver'
import { documentsFolder } from './enclose'
import { FileRounds } from './fetch-files'
import { openDrivers, watched, type Connected, type DriversByChannel } from './carriers/open-drivers'
import type { BusinessClock, Pipe, PipeLog, PipeMeter } from './pipe'
import { LANES, tellFault } from './redis-belt'
import { Rulebooks } from './configuration/rulebooks'
import { Templates } from './configuration/templates'
import { WordBooks } from './word-books'

/** Carriers that are left out: the sandbox stands in for them. */
export interface PipeOptions extends Connected {
  readonly printHouse?: PrintHouseSettings | null
  readonly database: Database
  readonly clock: BusinessClock
  readonly sandboxUrl: string
  readonly dataFolder: string
  readonly redirectAllTo: string | null
  readonly log: PipeLog
  /** Left out: no creditor has an account of its own. */
  readonly secretsKeys?: SecretsKeys
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
  const belt =
    options.belt ??
    new InProcessBelt<AttemptChunk>(
      (chunk) => deliverChunk(pipe, chunk, clock()),
      LANES,
      (fault) => tellFault(log, fault),
    )
  const carriers = carriersOf(options)
  const pipe: Pipe = {
    database,
    rulebooks: new Rulebooks(database),
    templates: new Templates(database),
    wordBooks: new WordBooks(log),
    ...carriers,
    files: new FileRounds({ database, log, ...carriers }),
    documentsFolder: documentsFolder(options.dataFolder),
    belt,
    redirectAllTo,
    leaseSeconds,
    log,
    ...(options.meter && { meter: options.meter }),
  }
  return pipe
}

/** Requests in flight at a carrier. */
const CONNECTIONS = 50

function carriersOf(options: PipeOptions): Pick<Pipe, 'drivers' | 'accounts'> {
  const { sandboxUrl, dataFolder, answerWithinMs, printHouse, secretsKeys = [], publicUrl = null } = options
  const limits = { timeoutMs: answerWithinMs, connections: CONNECTIONS }
  const folder = lettersFolder(dataFolder)
  const sandbox = createSandboxDrivers({ url: sandboxUrl, folder, ...limits })
  const letter =
    printHouse &&
    (printHouse.kind === 'folder' ? folderLetter({ ...printHouse, folder }) : sftpLetter({ ...printHouse, ...limits, folder }))
  const {
    email: [email, ...otherEmail],
    sms: [sms, ...otherSms],
    whatsapp: [whatsapp, ...otherWhatsapp],
  } = standing()
  return {
    drivers: { ...sandbox, ...(email && { email }), ...(sms && { sms }), ...(whatsapp && { whatsapp }), ...(letter && { letter }) },
    accounts: new CarrierAccounts(
      { ...options, keys: secretsKeys, limits, publicUrl },
      { email: otherEmail, sms: otherSms, whatsapp: otherWhatsapp },
    ),
  }

  /** Of the environment, for every creditor without accounts of its own. */
  function standing(): DriversByChannel {
    const opened = openDrivers(options, limits)
    const guard = (drivers: DriversByChannel['email']): DriversByChannel['email'] =>
      drivers.map((driver) => watched(options, driver, driver.carrier, drivers.length > 1))
    return { email: guard(opened.email), sms: guard(opened.sms), whatsapp: guard(opened.whatsapp) }
  }
}
