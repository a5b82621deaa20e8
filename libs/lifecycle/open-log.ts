/** The log of a process: structured lines on standard error, so that standard output is for what was asked. */
import pino, { type Logger } from 'pino'

export function openLog(level: string): Logger {
  return pino({ level, base: undefined }, pino.destination(2))
}
