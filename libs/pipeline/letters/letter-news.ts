/** What became of printed letters: return files and posting days told by people become receipts; who was posted too late for a legal term is decided anew. */
import { readReturnFile, type ReturnLine } from '#channels'
import { localDateOf, type CreditorId, type Instant, type LetterNews, type LocalDate, type ReceiptStatus } from '#domain'
import {
  applyReceipt,
  closeWhereTold,
  endUnsent,
  firstTime,
  getCreditor,
  leaveOut,
  lettersOfBatch,
  lockBatch,
  lockDebtorsOf,
  makeAgain,
  notePrintEvent,
  openTask,
  placeHold,
  printedLetters,
  quarantine,
  reprint,
  waitingLetters,
  type BatchKey,
  type PrintedLetter,
  type Sql,
} from '#store'
import { BatchRefused, type LetterDesk } from './letter-batch'
import { zoneOf } from '../configuration/published'
import { settleNotices } from '../settle-notices'

export interface ReturnReport {
  readonly lines: number
  readonly told: number
  /** Known before: the same file twice. */
  readonly again: number
  /** Posted too late for their term: they are decided and made again. */
  readonly madeAgain: number
  /** Unknown letters and lines that cannot be read. */
  readonly quarantined: number
}

type Desk = Pick<LetterDesk, 'database' | 'rulebooks'>
const LINES_AT_ONCE = 200
type Ending = 'told' | 'again' | 'madeAgain' | 'quarantined'

/** Null when the file is none: it has not the head that a return file has. */
export async function takeReturnFile(desk: Desk, file: Buffer, creditorId: CreditorId | null, now: Instant): Promise<ReturnReport | null> {
  const lines = readReturnFile(file)
  if (!lines) return null
  const endings: Ending[] = []
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    endings.push(
      ...(await desk.database.transaction((sql) => takeLines(desk, sql, lines.slice(from, from + LINES_AT_ONCE), creditorId, now))),
    )
  }
  const count = (ending: Ending): number => endings.filter((one) => one === ending).length
  return {
    lines: lines.length,
    told: count('told'),
    again: count('again'),
    madeAgain: count('madeAgain'),
    quarantined: count('quarantined'),
  }
}

async function takeLines(
  desk: Desk,
  sql: Sql,
  lines: readonly ReturnLine[],
  creditorId: CreditorId | null,
  now: Instant,
): Promise<Ending[]> {
  const news = lines.flatMap((line) => line.news ?? [])
  const letters = await printedLetters(sql, news, creditorId)
  await lockDebtorsOf(
    sql,
    letters.map(({ letterId }) => letterId),
  )
  const endings: Ending[] = []
  const strange: { text: string; fault: string }[] = []
  for (const { news: one, fault, text } of lines) {
    const letter = one && letters.find(({ letterId, batchId }) => letterId === one.letterId && batchId === one.batch)
    if (one && letter) endings.push(await tell(desk, sql, letter, one, 'print-house', now))
    else strange.push({ text, fault: fault ?? 'unknown-letter' })
  }
  if (strange.length > 0) await quarantine(sql, strange, now)
  await closeWhereTold(sql, letters)
  return [...endings, ...strange.map((): Ending => 'quarantined')]
}

/** The statuses that carriers tell of messages. */
const STATUS: Readonly<Partial<Record<LetterNews['event'], ReceiptStatus>>> = {
  rejected: 'failed',
  posted: 'sent',
  delivered: 'delivered',
  returned: 'returned',
}
/** The address is wrong, whoever says so. */
const ADDRESS_REASONS = ['bad-address', 'unknown', 'moved', 'address-unknown']

async function tell(
  desk: Desk,
  sql: Sql,
  letter: PrintedLetter,
  { event, at, barcode, reason }: LetterNews,
  by: string,
  now: Instant,
): Promise<Ending> {
  const key = `print-house ${letter.batchId} ${letter.letterId} ${event}`
  if (!(await firstTime(sql, letter.creditorId, key, at))) return 'again'
  const postedOn = event === 'posted' ? localDateOf(at, letter.zone) : null
  if (postedOn !== null && letter.legalEnd !== null && postedOn > letter.postingDay) {
    await makeAgain(sql, letter, by, now)
    return 'madeAgain'
  }
  await notePrintEvent(sql, letter, event, { postedOn, barcode })
  const status = STATUS[event]
  if (status === undefined) return 'told'
  const failure = event !== 'rejected' ? null : ADDRESS_REASONS.includes(reason ?? '') ? 'permanent' : 'account'
  await applyReceipt(
    sql,
    { key: `${key} receipt`, handOverId: letter.letterId, carrierReference: barcode, status, failure, code: reason, at },
    now,
  )
  await settleNotices(desk.rulebooks, sql, [{ handOverId: letter.letterId, status, at }], now)
  // A letter that came back reached nobody: contact rests until a person has found the address, or the heirs.
  if (event === 'returned') {
    await placeHold(sql, letter, reason === 'deceased' ? 'deceased' : 'manual', null, now)
    await openTask(sql, letter, 'address', { attemptId: letter.attemptId }, now)
  }
  return 'told'
}

/** A person says on which day the batch was posted. Letters whose term would then be a day short are never marked as posted: they are made again. */
export async function notePosted(
  desk: Desk,
  key: BatchKey,
  on: LocalDate,
  by: string,
  now: Instant,
): Promise<{ posted: number; madeAgain: number }> {
  if (on > (await todayOf(desk, key, now))) throw new BatchRefused('not-yet', 'That day is still to come.')
  return desk.database.transaction(async (sql) => {
    // Debtors before batches, as everywhere: no two stages wait for each other.
    const letters = await lettersOfBatch(sql, key)
    await lockDebtorsOf(
      sql,
      letters.map(({ letterId }) => letterId),
    )
    const batch = await exportedBatch(sql, key)
    if (on < batch.postingDay)
      throw new BatchRefused('too-early', `The batch was released on ${batch.postingDay}; it cannot have been posted before.`)
    const at = Date.parse(`${on}T12:00:00Z`) as Instant
    const endings: Ending[] = []
    for (const letter of letters)
      endings.push(
        await tell(
          desk,
          sql,
          letter,
          { batch: key.batchId, letterId: letter.letterId, event: 'posted', at, barcode: null, reason: null },
          by,
          now,
        ),
      )
    await closeWhereTold(sql, [key])
    return {
      posted: endings.filter((ending) => ending === 'told').length,
      madeAgain: endings.filter((ending) => ending === 'madeAgain').length,
    }
  })
}

/** Before the release; the debtor rests until a person lifts it, or the same letter would be back tomorrow. */
export async function takeOut(desk: Desk, key: BatchKey, attemptId: string, by: string, now: Instant): Promise<void> {
  await desk.database.transaction(async (sql) => {
    const batch = await lockBatch(sql, key)
    if (!batch) throw NO_BATCH()
    if (batch.state !== 'assembled' && batch.state !== 'checked') throw new BatchRefused('not-open', 'The batch was released before.')
    const letter = (await waitingLetters(sql, key)).find((one) => one.attemptId === attemptId)
    if (!letter) throw new BatchRefused('no-such-letter', 'There is no such letter waiting in this batch.')
    const reasons = [{ code: 'stopped-by-operator' }] as const
    await endUnsent(sql, [{ ...letter, state: 'suppressed', reasons }], now)
    await leaveOut(sql, key, [{ attemptId, reasons }], by, now)
    await placeHold(sql, letter, 'manual', null, now)
  })
}

/** A damaged letter alone, as the same letter; one whose legal term would be short by now is made again instead: null. */
export async function printAgain(desk: Desk, key: BatchKey, attemptId: string, by: string, now: Instant): Promise<string | null> {
  const today = await todayOf(desk, key, now)
  return desk.database.transaction(async (sql) => {
    const [letter] = await lettersOfBatch(sql, key, attemptId)
    await lockDebtorsOf(sql, letter ? [letter.letterId] : [])
    await exportedBatch(sql, key)
    if (!letter) throw new BatchRefused('no-such-letter', 'There is no such letter that left with this batch, or it came to an end.')
    if (letter.legalEnd === null || today <= letter.postingDay) return reprint(sql, letter, today, by, now)
    await makeAgain(sql, letter, by, now)
    await closeWhereTold(sql, [key])
    return null
  })
}

const todayOf = async ({ database }: Desk, { creditorId }: BatchKey, now: Instant): Promise<LocalDate> =>
  localDateOf(now, await zoneOf(database, await getCreditor(database, creditorId)))

const NO_BATCH = (): BatchRefused => new BatchRefused('no-such-batch', 'There is no such batch.')

async function exportedBatch(sql: Sql, key: BatchKey): Promise<{ postingDay: LocalDate }> {
  const batch = await lockBatch(sql, key)
  if (!batch) throw NO_BATCH()
  if (batch.state !== 'exported' && batch.state !== 'posted') throw new BatchRefused('not-exported', 'The batch has not been exported yet.')
  return batch
}
