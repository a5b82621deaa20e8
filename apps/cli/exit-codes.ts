/** Exit codes, and the faults that carry one: every way a command can end has its number and one clear line. */

export const EXIT = {
  done: 0,
  /** The command ran, and the answer is no, or some rows were refused. */
  no: 1,
  /** Wrong usage, or input that cannot be accepted. */
  unacceptable: 2,
  /** The database cannot be reached, is in use, or its schema is older than this program. */
  database: 3,
  /** A fault of ours. */
  fault: 4,
  /** Ctrl-C, as shells number it. */
  interrupted: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with its sentence on standard error and its code. */
export class Refusal extends Error {
  constructor(readonly code: ExitCode, message: string) {
    super(message)
    this.name = 'Refusal'
  }
}

export const unacceptable = (message: string): Refusal => new Refusal(EXIT.unacceptable, message)
export const answerIsNo = (message: string): Refusal => new Refusal(EXIT.no, message)

/** Of the fault of a library or of ours: what a person reads, and the number a program reads. */
export function endingOf(fault: unknown): { readonly code: ExitCode; readonly message: string } {
  if (fault instanceof Refusal) return { code: fault.code, message: fault.message }
  if (!(fault instanceof Error)) return { code: EXIT.fault, message: String(fault) }
  if (fault.name === 'ConfigurationError' || fault.name === 'ImportFileError') return { code: EXIT.unacceptable, message: fault.message }
  if (isConnectionFault(fault)) return { code: EXIT.database, message: `the database went away (${fault.code}); what was committed is kept, run the command again` }
  return { code: EXIT.fault, message: `a fault in Tijdig: ${fault.message} (LOG_LEVEL=debug shows where)` }
}

/** Codes of Node's sockets, and the classes 08 and 57P of PostgreSQL: no connection, or a server that shuts down. */
function isConnectionFault(fault: Error): fault is Error & { code: string } {
  if (fault.message === 'Connection terminated unexpectedly') return Object.assign(fault, { code: 'connection lost' }) instanceof Error
  return 'code' in fault && typeof fault.code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|08|57P)/.test(fault.code)
}
