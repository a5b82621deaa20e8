/** `tijdig export`: every contact of a creditor with its reasons, for a spreadsheet or a program. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import { Option, type Command } from 'commander'
import { decimal, isoInZone, LANGUAGES, type Language } from '#domain'
import { exportedContacts, writeContactsCsv, zoneOf } from '#pipeline'
import type { ExportedContact } from '#store'
import { counted, say } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { unacceptable } from '../exit-codes'
import { withSession, type Session } from '../session'

interface Options extends CommonOptions {
  readonly out?: string
  readonly language: Language
}

export function addExport(program: Command): void {
  const command = withCreditor(program.command('export'))
    .summary('write all contacts with their reasons')
    .description(
      'Writes every contact of a creditor, made or not, as CSV with semicolons for a spreadsheet; with --json as one object per line.',
    )
    .option('--out <file>', 'else standard output')
    .addOption(new Option('--language <language>', 'of the reasons in the CSV').choices(LANGUAGES).default('nl'))
    .action((options: Options) => withSession(options, (session) => write(session, options)))
  teach(command, {
    examples: ['export --out contacts.csv', 'export --creditor acme --json | head -3'],
    exits: { 0: 'written', 2: `${WRONG_USAGE}, or nothing can be written at --out`, 3: NO_DATABASE },
  })
}

async function write(session: Session, { creditor: code, out, json = false, language }: Options): Promise<void> {
  const creditor = await chooseCreditor(session, code)
  const zone = await zoneOf(session.database, creditor)
  const contacts = exportedContacts(session.tenant, creditor.id)
  const output = out === undefined ? process.stdout : await openFile(out)
  const written = json ? await writeLines(contacts, output, zone) : await writeContactsCsv(contacts, output, zone, language)
  if (out !== undefined) await finished(output)
  say(`${counted(written, 'contact')} written${out === undefined ? '' : ` to ${out}`}.`)
}

async function openFile(path: string): Promise<Writable> {
  const file = createWriteStream(path, { mode: 0o600 })
  await once(file, 'open').catch((fault: unknown) => {
    throw unacceptable(`${path}: cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  })
  return file
}

async function writeLines(contacts: AsyncIterable<ExportedContact>, output: Writable, zone: string): Promise<number> {
  let written = 0
  for await (const { dueAt, sentAt, amount, claims, ...contact } of contacts) {
    const line = {
      ...contact,
      claims: claims === '' ? [] : claims.split(' '),
      amount: decimal(amount),
      dueAt: isoInZone(dueAt, zone),
      sentAt: sentAt === null ? null : isoInZone(sentAt, zone),
    }
    written += 1
    if (!output.write(`${JSON.stringify(line)}\n`)) await once(output, 'drain')
  }
  if (output !== process.stdout) output.end()
  return written
}
