/** The log of a process: structured lines on standard error, so that standard output is for what was asked. */
import pino from 'pino'
import type { PipeLog } from '#pipeline'

export function openLog(level: string): PipeLog {
  return pino({ level, base: undefined }, pino.destination(2))
}
