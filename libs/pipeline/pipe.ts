/** Pipe: what every stage works with; made once per process by the app that wires it. */
import type { Drivers } from '#channels'
import type { Instant } from '#domain'
import type { AttemptChunk, Database } from '#store'
import type { Belt } from '#queue'
import type { CarrierAccounts } from './carriers/carrier-accounts'
import type { FileRounds } from './fetch-files'
import type { PipeLog } from './pipe-log'
import type { Rulebooks } from './configuration/rulebooks'
import type { Templates } from './configuration/templates'
import type { WordBooks } from './word-books'

export type { PipeLog } from './pipe-log'

/** Told of each hand-over as it ends, for whoever watches the process. */
export interface PipeMeter {
  handedOver(channel: string, outcome: string, seconds: number): void
}

export interface Pipe {
  readonly database: Database
  readonly rulebooks: Rulebooks
  readonly templates: Templates
  readonly wordBooks: WordBooks
  /** The letters' driver, and what carries the messages of every creditor without an account of its own. */
  readonly drivers: Drivers
  readonly accounts: CarrierAccounts
  readonly belt: Belt<AttemptChunk>
  readonly files: FileRounds
  /** How long rows are held for a chunk on the belt, its gate and one request: a worker that dies gives them back after it. */
  readonly leaseSeconds: number
  /** Where the PDFs of the invoices are, in a folder for each creditor. */
  readonly documentsFolder: string
  /** During trials every message goes to this e-mail address instead. */
  readonly redirectAllTo: string | null
  readonly log: PipeLog
  readonly meter?: PipeMeter
}

/** The widest window a policy's caps may have, in days; snapshots read the contacts of it. */
export const BUDGET_WINDOW_DAYS = 31

/** Business time (rule 16): the system's, or the virtual clock of a play. */
export type BusinessClock = () => Instant

/** Not every process hears what people write. */
type Configured = Pick<Pipe, 'rulebooks' | 'templates'> & Partial<Pick<Pipe, 'wordBooks'>>

/** Newly published templates, calendars and senders are seen after this long at most. */
const FORGET_MS = 60_000

/** Answers how to end it. */
export function keepConfigurationFresh(pipe: Configured): () => Promise<void> {
  const forgetting = setInterval(() => {
    forgetConfiguration(pipe)
  }, FORGET_MS)
  return () => Promise.resolve(clearInterval(forgetting))
}

export function forgetConfiguration({ rulebooks, templates, wordBooks }: Configured): void {
  rulebooks.forget()
  wordBooks?.forget()
  templates.forget()
}
