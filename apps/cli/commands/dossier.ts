/** `tijdig dossier`: everything that was said to a debtor and came back, with its proof, for a bailiff or a request for access. */
import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { LANGUAGES, type Language } from '#domain'
import { dossierAsPdf, dossierData, zoneOf } from '#pipeline'
import { readDossier } from '#store'
import { counted, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo, unacceptable } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly language: Language
}

export function addDossier(program: Command): void {
  teach(
    withCreditor(program.command('dossier'))
      .summary('write the dossier of a debtor')
      .description(
        'Writes each contact with a debtor with its reasons, the words as they left, their checksum and all that came back, as PDF or JSON. It holds personal data.',
      )
      .argument('<debtor>', 'reference of the debtor')
      .argument('<file>', 'where it goes; .pdf or .json')
      .addOption(new Option('--language <language>', 'of the PDF').choices(LANGUAGES).default('nl'))
      .action((debtor: string, file: string, options: Options) =>
        answerFrom(options, (session) => dossier(session, debtor, file, options)),
      ),
    {
      examples: ['dossier D-1001 dossier.pdf', 'dossier D-1001 dossier.json'],
      exits: { 0: 'written', 1: 'no such debtor', 2: WRONG_USAGE, 3: NO_DATABASE },
    },
  )
}

async function dossier(session: Session, reference: string, file: string, { creditor: code, language }: Options): Promise<Answer> {
  const form = /\.(pdf|json)$/.exec(file)?.[1]
  if (form === undefined) throw unacceptable(`${file}: must end in .pdf or .json`)
  const creditor = await chooseCreditor(session, code)
  const found = await session.read(creditor.id, async (sql) => readDossier(sql, await chooseDebtor(sql, creditor, reference), session.now))
  if (!found) throw answerIsNo(`${creditor.code} has no debtor ${reference}`)
  const content =
    form === 'pdf'
      ? await dossierAsPdf(found, language, await zoneOf(session.database, creditor))
      : `${JSON.stringify(dossierData(found), null, 2)}\n`
  await writeFile(file, content, { mode: 0o600, flag: 'wx' }).catch((fault: unknown) => {
    throw unacceptable(`${file}: cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  })
  return {
    lines: [`${counted(found.contacts.length, 'contact')} with ${reference}, in ${file}.`],
    data: { debtor: reference, contacts: found.contacts.length, file },
  }
}
