#!/usr/bin/env node
/** The command line `tijdig`: reads what is asked, runs one command, and ends with a code that means something. */
import 'reflect-metadata'
import { CommanderError } from 'commander'
import { readSettings } from '#settings'
import { say } from './answer'
import { endingOf, EXIT, type ExitCode } from './exit-codes'
import { buildProgram } from './program'

/** A reader that has seen enough, such as `head`, is no fault; what is open is closed as always. */
let readerLeft = false
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
  readerLeft = true
})

buildProgram()
  .parseAsync()
  .catch((fault: unknown) => {
    process.exitCode = tell(fault)
  })

function tell(fault: unknown): ExitCode {
  // Commander has said it already; help that was asked for is an answer.
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.done : EXIT.unacceptable
  if (readerLeft) return EXIT.done
  const { code, message } = endingOf(fault)
  say(`tijdig: ${message}`)
  if (fault instanceof Error && fault.stack !== undefined && isDebugging()) say(fault.stack)
  return code
}

function isDebugging(): boolean {
  try {
    return ['debug', 'trace'].includes(readSettings().logLevel)
  } catch {
    return false
  }
}
