/** `tijdig collections`: the direct debits that the creditor's bank software is to make, and those that came back. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { addDays, decimal, RETURN_CODE, type LocalDate } from '#domain'
import { makeCollectionBatch, noteDebitReturn, proposeCollections, Rulebooks, writeCollectionsCsv } from '#pipeline'
import { collectionsOfBatch } from '#store'
import { counted, table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseClaim, chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { businessDay, day, refuseAhead } from '../day'
import { answerIsNo, unacceptable } from '../exit-codes'
import type { Session } from '../session'

interface ListOptions extends CommonOptions {
  readonly through?: LocalDate
}
interface ExportOptions extends CommonOptions {
  readonly through: LocalDate
}
interface ReturnOptions extends CommonOptions {
  readonly code: string
  readonly on?: LocalDate
}

export function addCollections(program: Command): void {
  const group = program
    .command('collections')
    .summary('direct debits for the bank')
    .description('Direct debits: what is to be collected, the list for the bank, and what came back.')
  teach(
    withCreditor(group.command('list'))
      .summary('list what would be collected')
      .description('Lists the coming direct debits, each with the last day on which the debtor must have been told of it. Nothing changes.')
      .option('--through <date>', 'the last day of collection to look at; else 31 days from now', day)
      .action((options: ListOptions) => answerFrom(options, (session) => list(session, options))),
    {
      examples: ['collections list', 'collections list --through 2027-01-31 --json'],
      exits: { 0: 'listed, also when there are none', 2: WRONG_USAGE, 3: NO_DATABASE },
    },
  )
  teach(
    withCreditor(group.command('export'))
      .summary('make the list for the bank')
      .description('Writes the direct debits up to a day as CSV, once. From then on they count as collected, until a return is told.')
      .argument('<file>', 'where the list goes')
      .requiredOption('--through <date>', 'the last day of collection: the next bank day, for a bank that wants it a day before', day)
      .action((file: string, options: ExportOptions) => answerFrom(options, (session) => make(session, file, options))),
    {
      more: ['A list that was lost is read again through the API, by the id of its batch.'],
      examples: ['collections export debits.csv --through 2027-01-26'],
      exits: { 0: 'written', 1: 'nothing to collect, or the creditor is in shadow', 2: WRONG_USAGE, 3: NO_DATABASE },
    },
  )
  teach(
    withCreditor(group.command('returned'))
      .summary('tell of a direct debit that came back')
      .description(
        'By its code the debtor is told and it is collected once more, the mandate ends, or everything rests and a person looks.',
      )
      .argument('<debtor>', 'reference of the debtor')
      .argument('<claim>', 'reference of the claim')
      .requiredOption('--code <code>', "the bank's reason, such as AM04", code)
      .option('--on <date>', 'the day on which the bank booked it; else today', day)
      .action((debtor: string, claim: string, options: ReturnOptions) =>
        answerFrom(options, (session) => returned(session, debtor, claim, options)),
      ),
    {
      examples: ['collections returned D-1001 2027-0001 --code AM04'],
      exits: { 0: 'noted', 1: 'no such debtor or claim, or it was told before', 2: WRONG_USAGE, 3: NO_DATABASE },
    },
  )
}

async function list(session: Session, options: ListOptions): Promise<Answer> {
  const { database, now } = session
  const creditor = await chooseCreditor(session, options.creditor)
  const through = options.through ?? addDays(await businessDay(database, creditor, now), 31)
  const found = await proposeCollections(database, new Rulebooks(database), creditor.id, through, now)
  const rows = found.map(({ on, debtor, claim, amount, mandate, preNotifyBy }) => [
    on,
    debtor,
    claim,
    decimal(amount),
    mandate,
    preNotifyBy,
  ])
  return {
    lines:
      found.length === 0
        ? [`Nothing is to be collected through ${through}.`]
        : table(['on', 'debtor', 'claim', 'amount', 'mandate', 'tell by'], rows),
    data: found.map(({ amount, ...row }) => ({ ...row, amount: decimal(amount) })),
  }
}

async function make(session: Session, file: string, { creditor: of, through }: ExportOptions): Promise<Answer> {
  const { database, now } = session
  const creditor = await chooseCreditor(session, of)
  if (creditor.state !== 'live') throw answerIsNo(`${creditor.code} is in shadow: nothing is collected before its release`)
  const output = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await new Promise((resolve, reject) => output.once('open', resolve).once('error', reject)).catch((fault: unknown) => {
    throw unacceptable(`${file}: cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  })
  // Recorded first: a list that reaches the bank and is not known here would be collected twice.
  const batch = await database.transaction((sql) => makeCollectionBatch(sql, new Rulebooks(database), creditor.id, through, now))
  await writeCollectionsCsv(batch.id === null ? [] : await collectionsOfBatch(database, creditor.id, batch.id), output)
  await finished(output)
  if (batch.id === null) throw answerIsNo(`nothing is to be collected through ${through}; ${file} is empty`)
  return {
    lines: [`${counted(batch.collections.length, 'direct debit')} of ${decimal(batch.amount)} together, in ${file} (batch ${batch.id}).`],
    data: { batch: batch.id, collections: batch.collections.length, amount: decimal(batch.amount), file },
  }
}

async function returned(
  session: Session,
  reference: string,
  claim: string,
  { creditor: of, code: reason, on }: ReturnOptions,
): Promise<Answer> {
  const { database, now } = session
  const creditor = await chooseCreditor(session, of)
  return database.transaction(async (sql) => {
    const debtor = await chooseDebtor(sql, creditor, reference)
    const claimId = await chooseClaim(sql, debtor, reference, claim)
    const today = await businessDay(sql, creditor, now)
    const bookedOn = on ?? today
    refuseAhead('--on', bookedOn, today)
    const noted = await noteDebitReturn(
      sql,
      new Rulebooks(database),
      creditor,
      debtor.debtorId,
      { claimId, code: reason, on: bookedOn },
      now,
    )
    if (!noted) throw answerIsNo(`${claim}: this return was told before`)
    return {
      lines: [`${claim} came back on ${bookedOn} (${reason}); the next round decides what follows.`],
      data: { debtor: reference, claim, code: reason, on: bookedOn },
    }
  })
}

const code = (text: string): string => {
  if (!RETURN_CODE.test(text)) throw new InvalidArgumentError('It must be a code such as AM04.')
  return text
}
