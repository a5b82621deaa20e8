/** The input of an import: checked before anything is touched, and stopped by Ctrl-C at the end of a chunk. */
import { accessSync, constants, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { keepHeapSmall } from '#lifecycle'
import { ImportInterrupted, mappingNames, publishedMapping, type FileToImport } from '#pipeline'
import type { CreditorId } from '#domain'
import { say } from './answer'
import { chooseCreditor } from './choose-creditor'
import type { CommonOptions } from './command'
import { EXIT, Refusal, unacceptable } from './exit-codes'
import { openProgress } from './progress'
import type { Session } from './session'

export interface ImportOptions extends CommonOptions {
  readonly mapping: string
  readonly errors?: string
}

export async function fileToImport(session: Session, file: string, options: ImportOptions): Promise<FileToImport> {
  const errorFile = options.errors ?? `${file.replace(/\.[^./\\]+$/, '')}.errors.csv`
  refuseUnreadable(file)
  refuseUnwritable(errorFile, file)
  const creditor = await chooseCreditor(session, options.creditor)
  await refuseUnknownMapping(session, creditor.id, options.mapping)
  const { mapping, version } = await publishedMapping(session.database, creditor.id, options.mapping)
  return { creditor, file, mapping, mappingVersion: version, errorFile }
}

function refuseUnreadable(file: string): void {
  try {
    accessSync(file, constants.R_OK)
  } catch (fault) {
    throw unacceptable(`${file}: cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  if (!statSync(file).isFile()) throw unacceptable(`${file}: is no file`)
}

/** A fault while rows are being read would come too late: the rows that were refused would be lost. */
function refuseUnwritable(errorFile: string, file: string): void {
  if (resolve(errorFile) === resolve(file)) throw unacceptable(`--errors ${errorFile}: is the file that is imported`)
  try {
    accessSync(dirname(resolve(errorFile)), constants.W_OK)
  } catch {
    throw unacceptable(`${errorFile}: nothing can be written there; choose another place with --errors`)
  }
}

async function refuseUnknownMapping({ database }: Session, creditorId: CreditorId, name: string): Promise<void> {
  const names = await mappingNames(database, creditorId)
  if (names.includes(name)) return
  if (names.length === 0) throw unacceptable('the database has no configuration yet: run `tijdig migrate`, which reads config/')
  throw unacceptable(`there is no import mapping ${name}; there is ${names.join(', ')}`)
}

/** The first Ctrl-C ends the chunk, the second the process; nothing is lost by either. */
export async function interruptible<Given extends FileToImport, Report>(
  what: string,
  given: Given,
  run: (given: Given) => Promise<Report>,
): Promise<Report> {
  keepHeapSmall()
  const stopping = new AbortController()
  const stop = (): void => {
    say('Stopping at the end of this chunk; Ctrl-C again stops at once.')
    stopping.abort()
  }
  process.once('SIGINT', stop)
  const progress = openProgress(`Importing ${what}`)
  try {
    return await run({ ...given, onProgress: (read, total) => progress.update(read, total), signal: stopping.signal })
  } catch (fault) {
    if (!(fault instanceof ImportInterrupted)) throw fault
    throw new Refusal(
      EXIT.interrupted,
      `stopped after line ${fault.line}; what was read until there is kept. Run the same command again to go on.`,
    )
  } finally {
    progress.stop()
    process.removeListener('SIGINT', stop)
  }
}
