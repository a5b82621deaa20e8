/** `tijdig config export`: what a creditor runs with, as the files that it would be read from. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Command } from 'commander'
import { writtenConfiguration } from '#settings'
import { publishedConfiguration } from '#store'
import { counted, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { unacceptable } from '../exit-codes'
import type { Session } from '../session'

export function addConfig(program: Command): void {
  const config = program
    .command('config')
    .summary('write policies, strategies and wording back as files')
    .description('What is published, as the files of config/.')
  const write = withCreditor(config.command('export'))
    .argument('<folder>', 'new, or empty')
    .summary('write what a creditor runs with as files')
    .description('Writes the newest published versions, those written on the pages included, as the files that they would be read from.')
    .action((folder: string, options: CommonOptions) => answerFrom(options, (session) => writeAll(session, folder, options)))
  teach(write, {
    more: [
      'Comments are not kept with a version, and wording that many templates share stands in each of them. Read again (TIJDIG_CONFIG=FOLDER)',
      'the files make no new versions until somebody changes them.',
    ],
    examples: ['config export acme-config --creditor acme', 'config export /srv/tijdig/config --json'],
    exits: { 0: 'written', 2: `${WRONG_USAGE}, or the folder holds files or cannot be written`, 3: NO_DATABASE },
  })
}

async function writeAll(session: Session, folder: string, { creditor: code }: CommonOptions): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const versions = await publishedConfiguration(session.database, creditor.id)
  const place = resolve(folder)
  const files = versions.map(({ kind, name, definition }) => writtenConfiguration(kind, name, definition))
  // A name is an editor's text.
  const outside = files.find(({ path }) => !join(place, path).startsWith(join(place, sep)))
  if (outside) throw unacceptable(`${outside.path}: lies outside of the folder; publish it under another name`)
  if (isHolding(place)) throw unacceptable(`${folder}: holds files already; name a new or empty folder`)
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), text)
    }
  } catch (fault) {
    throw unacceptable(`${folder}: cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  return { lines: [`${counted(files.length, 'file')} written to ${place}.`], data: { folder: place, files: files.length } }
}

const isHolding = (folder: string): boolean => existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)
