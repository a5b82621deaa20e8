/** `tijdig letters`: batches of letters from the check to the print house's return file. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { LetterBatchId, LocalDate } from '#domain'
import {
  assembleBatch,
  batchAsZip,
  BatchRefused,
  checkBatch,
  lettersFolder,
  notePosted,
  openCallDesk,
  releaseLetters,
  takeReturnFile,
  type LetterDesk,
} from '#pipeline'
import { listBatches, type BatchKey } from '#store'
import { counted, say, table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { day } from '../day'
import { answerIsNo, unacceptable } from '../exit-codes'
import { operator } from '../operator'
import type { Session } from '../session'

interface PostedOptions extends CommonOptions {
  readonly on: LocalDate
}

const EXITS = { 0: 'done', 1: 'no such batch, or its state does not allow it', 2: WRONG_USAGE, 3: NO_DATABASE }
const NEWEST = 50

export function addLetters(program: Command): void {
  const group = program
    .command('letters')
    .summary('letters for the print house')
    .description('Letters: batches are checked, released, exported and posted; the print house tells what became of them.')
  teach(
    withCreditor(group.command('list'))
      .summary('list the newest batches')
      .description(`Lists the newest ${NEWEST} batches, with what became of their letters.`)
      .action((options: CommonOptions) => answerFrom(options, (session) => list(session, options))),
    { examples: ['letters list'], exits: EXITS },
  )
  ofBatch(group, 'check', 'judge and draw each letter; who paid or rests is taken out', async (session, key) => {
    await checkBatch(deskOf(session), key, operator(), session.now)
    return { lines: [`Batch ${key.batchId} is checked.`], data: { batch: key.batchId } }
  })
  ofBatch(group, 'release', 'let a checked batch leave; legal letters need a second person', async (session, key) => {
    const letters = await releaseLetters(deskOf(session), key, operator(), session.now)
    return { lines: [`${counted(letters, 'letter')} released.`], data: { batch: key.batchId, letters } }
  })
  teach(
    withCreditor(group.command('assemble'))
      .summary('gather the letters that are due now')
      .description('Gathers what is due into the open batch of the day, for creditors whose letters are released by hand.')
      .action((options: CommonOptions) => answerFrom(options, (session) => gather(session, options))),
    { examples: ['letters assemble'], exits: { ...EXITS, 1: 'no letter is due' } },
  )
  teach(
    withCreditor(group.command('posted'))
      .summary('tell on which day a batch was posted')
      .description('Letters whose legal term would then be a day short are not marked as posted: they are decided and made again.')
      .argument('<batch>', 'id of the batch')
      .requiredOption('--on <date>', 'the day', day)
      .action((batch: string, options: PostedOptions) => answerFrom(options, (session) => posted(session, batch, options))),
    { examples: ['letters posted 0197… --on 2027-01-12'], exits: EXITS },
  )
  teach(
    withCreditor(group.command('export'))
      .summary('write the files of a batch as a ZIP')
      .description('The same bytes each time.')
      .argument('<batch>', 'id of the batch')
      .argument('<file>', 'where it goes')
      .action((batch: string, file: string, options: CommonOptions) =>
        answerFrom(options, (session) => exported(session, batch, file, options)),
      ),
    { examples: ['letters export 0197… batch.zip'], exits: EXITS },
  )
  teach(
    withCreditor(group.command('return'))
      .summary("take in the print house's return file")
      .description(
        'Reads batch;letter_id;event;at;barcode;reason. The same file twice changes nothing; what nobody knows is kept for a person.',
      )
      .argument('<file>', 'the return file')
      .action((file: string, options: CommonOptions) => answerFrom(options, (session) => returned(session, file, options))),
    { examples: ['letters return returns.csv'], exits: { ...EXITS, 1: 'lines were kept apart' } },
  )
}

type OfBatch = (session: Session, key: BatchKey) => Promise<Answer>

function ofBatch(group: Command, name: string, does: string, work: OfBatch): void {
  teach(
    withCreditor(group.command(name))
      .summary(does)
      .description(`Of one batch: ${does}.`)
      .argument('<batch>', 'id of the batch')
      .action((batch: string, options: CommonOptions) =>
        answerFrom(options, async (session) => orNo(work(session, await keyOf(session, batch, options)))),
      ),
    { examples: [`letters ${name} 0197…`], exits: EXITS },
  )
}

const deskOf = ({ database, settings }: Session): LetterDesk =>
  openCallDesk({
    database,
    redirectAllTo: settings.redirectAllTo,
    log: { info: (_, message) => say(message), error: (_, message) => say(message) },
  })

async function keyOf(session: Session, batch: string, { creditor }: CommonOptions): Promise<BatchKey> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(batch))
    throw unacceptable(`${batch}: is no id of a batch; letters list shows them`)
  return { creditorId: (await chooseCreditor(session, creditor)).id, batchId: batch as LetterBatchId }
}

const orNo = <T>(work: Promise<T>): Promise<T> =>
  work.catch((fault: unknown) => {
    throw fault instanceof BatchRefused ? answerIsNo(fault.message) : fault
  })

async function list(session: Session, { creditor }: CommonOptions): Promise<Answer> {
  const { id } = await chooseCreditor(session, creditor)
  const batches = await session.read(id, (sql) => listBatches(sql, id, null, NEWEST))
  const rows = batches.map(({ id: batch, state, postingDay, legal, letters, alarmAt }) => [
    batch,
    state,
    postingDay,
    legal ? 'legal' : '',
    String(letters),
    alarmAt === null ? '' : 'NOT TOLD OF IN TIME',
  ])
  return {
    lines: rows.length === 0 ? ['There are no batches.'] : table(['batch', 'state', 'posting day', '', 'letters', ''], rows),
    data: batches,
  }
}

async function gather(session: Session, { creditor }: CommonOptions): Promise<Answer> {
  const batch = await assembleBatch(deskOf(session), (await chooseCreditor(session, creditor)).id, operator(), session.now)
  if (batch === null) throw answerIsNo('no letter is due now')
  return { lines: [`Batch ${batch} waits for its check.`], data: { batch } }
}

async function posted(session: Session, batch: string, options: PostedOptions): Promise<Answer> {
  const told = await orNo(notePosted(deskOf(session), await keyOf(session, batch, options), options.on, operator(), session.now))
  return { lines: [`${counted(told.posted, 'letter')} posted, ${told.madeAgain} to be made again.`], data: told }
}

async function exported(session: Session, batch: string, file: string, options: CommonOptions): Promise<Answer> {
  const key = await keyOf(session, batch, options)
  const zip = await batchAsZip(session.database, lettersFolder(session.settings.dataFolder), key)
  if (!zip) throw answerIsNo('there is no such batch, or it was not exported yet')
  await writeFile(file, zip, { mode: 0o600, flag: 'wx' }).catch((fault: unknown) => {
    throw unacceptable(`${file}: cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  })
  return { lines: [`Batch ${batch}, in ${file}.`], data: { batch, file, bytes: zip.length } }
}

async function returned(session: Session, file: string, { creditor }: CommonOptions): Promise<Answer> {
  const { id } = await chooseCreditor(session, creditor)
  const content = await readFile(file).catch((fault: unknown) => {
    throw unacceptable(`${file}: cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`)
  })
  const report = await takeReturnFile(deskOf(session), content, id, session.now)
  if (!report) throw unacceptable(`${file}: has not the head batch;letter_id;event;at;barcode;reason`)
  const { told, again, madeAgain, quarantined } = report
  return {
    lines: [
      `${counted(told, 'line')} taken in, ${again} known before, ${madeAgain} letters to be made again, ${counted(quarantined, 'line')} kept apart.`,
    ],
    data: report,
    code: quarantined > 0 ? 1 : 0,
  }
}
