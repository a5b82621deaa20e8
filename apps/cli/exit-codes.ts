/** Exit codes, and the faults that carry one: every way a command can end has its number and one clear line. */
import { PendingMigrations } from '#store'

export const EXIT = {
  done: 0,
  /** The command ran, and the answer is no, or some rows were refused. */
  no: 1,
  /** Wrong usage, or input that cannot be accepted. */
  unacceptable: 2,
  /** The database cannot be reached or has no room, it or the port is in use, or its schema is older than this program. */
  database: 3,
  /** A fault of ours. */
  fault: 4,
  /** Ctrl-C, as shells number it. */
  interrupted: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with its sentence on standard error and its code. */
export class Refusal extends Error {
  constructor(
    readonly code: ExitCode,
    message: string,
  ) {
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
  if (fault instanceof PendingMigrations || / is in use by process \d+$/.test(fault.message))
    return { code: EXIT.database, message: fault.message }
  if (codeOf(fault) === 'EADDRINUSE')
    return { code: EXIT.database, message: `${fault.message}: another process listens there; set another PORT` }
  if (isConnectionFault(fault))
    return {
      code: EXIT.database,
      message: `the database went away (${codeOf(fault) || fault.message}); what was committed is kept, run the command again`,
    }
  if (hasNoRoom(fault))
    return {
      code: EXIT.database,
      message: `the database has no room: ${fault.message}; what was committed is kept, make room and run the command again`,
    }
  return { code: EXIT.fault, message: `a fault in Tijdig: ${fault.message} (LOG_LEVEL=debug shows where)` }
}

/** Codes of Node's sockets, and the classes 08 and 57P of PostgreSQL: no connection, or a server that shuts down. */
function isConnectionFault(fault: Error): boolean {
  return fault.message === 'Connection terminated unexpectedly' || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|08|57P)/.test(codeOf(fault))
}

/** Class 53 of PostgreSQL: its disk or memory is full, or all its connections are taken. */
const hasNoRoom = (fault: Error): boolean => codeOf(fault).startsWith('53')

const codeOf = (fault: Error): string => ('code' in fault && typeof fault.code === 'string' ? fault.code : '')
