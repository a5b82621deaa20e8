/** Stage post letters: the day's letters of a creditor become one batch, printed under a number that is never given twice (rule 12). */
import { makeBatch, type LetterBatch } from '#channels'
import { expectedDelivery } from '#decision'
import {
  addDays,
  instantAt,
  layoutOf,
  localDateOf,
  type CreditorId,
  type HandOverId,
  type HandOverOutcome,
  type Instant,
  type LetterBatchId,
  type LetterSettings,
  type LocalTime,
} from '#domain'
import {
  closeBatches,
  confirmBatch,
  creditorsWithDueLetters,
  endUnsent,
  getCreditor,
  isPassing,
  leaseDueLetters,
  loadLeasedAttempts,
  markSending,
  newId,
  putOffBatch,
  releaseBatch,
  releaseLeases,
  takeReleasedBatches,
  type AttemptChunk,
  type ReleasedBatch,
} from '#store'
import { judge } from './judge'
import { assembleBatch, LETTERS_PER_BATCH } from './letters/letter-batch'
import type { Pipe } from './pipe'
import { putOff, untilNextWindow } from './put-off'
import { record } from './record'
import { redirected } from './redirect'
import { word } from './word'

const AGAIN_MS = 5 * 60_000
/** Somebody has to mend a version first. */
const MENDED_MS = 3_600_000
/** Longer than post takes around any holidays. */
const POST_DAYS = 7
/** A print house that gives no answer for a day is for a person to call. */
const GIVE_UP_MS = 24 * 3_600_000
const MIDNIGHT = '00:00' as LocalTime

/** Answers how many letters were taken up. */
export async function postLetters(pipe: Pipe, now: Instant): Promise<number> {
  let letters = 0
  for (const { creditorId, settings } of await creditorsWithDueLetters(pipe.database, now)) {
    if (settings.release === 'by-hand') {
      letters += Number((await assembled(pipe, creditorId, now)) !== null)
      continue
    }
    const chunk = await leaseDueLetters(
      pipe.database,
      creditorId,
      { token: newId<string>(), seconds: pipe.leaseSeconds },
      now,
      LETTERS_PER_BATCH,
    )
    letters += chunk.attempts.length
    await fillBatch(pipe, chunk, settings, now)
  }
  for (const batch of await takeReleasedBatches(pipe.database, now)) await printed(pipe, batch, now)
  for (const { id, open } of await closeBatches(pipe.database, now))
    pipe.log.error({ batch: id, letters: open }, 'the print house has not told of every letter of this batch in time')
  return letters
}

const ASSEMBLED_BY = 'tijdig'

/** A version that does not fit keeps the letters of its creditor, loudly, and those of nobody else (rule 18). */
async function assembled(pipe: Pipe, creditorId: CreditorId, now: Instant): Promise<LetterBatchId | null> {
  try {
    return await assembleBatch(pipe, creditorId, ASSEMBLED_BY, now)
  } catch (fault) {
    if (isPassing(fault)) throw fault
    pipe.log.error({ creditor: creditorId, fault: String(fault) }, 'letters cannot be put together')
    const lease = { token: newId<string>(), seconds: pipe.leaseSeconds }
    const chunk = await leaseDueLetters(pipe.database, creditorId, lease, now, LETTERS_PER_BATCH)
    await releaseLeases(pipe.database, chunk, (now + MENDED_MS) as Instant)
    return null
  }
}

/** One that cannot be confirmed is sent again under its number, and holds up nobody else. */
async function printed(pipe: Pipe, batch: ReleasedBatch, now: Instant): Promise<void> {
  try {
    await printBatch(pipe, batch, now)
  } catch (fault) {
    if (isPassing(fault)) throw fault
    pipe.log.error({ creditor: batch.creditorId, batch: batch.id, fault: String(fault) }, 'a batch of letters cannot be printed')
    await putOffBatch(pipe.database, batch, (now + AGAIN_MS) as Instant)
  }
}

/** queued -> sending for those that pass the gate, all under a new batch; from here on the batch can be printed again after a crash. */
async function fillBatch(pipe: Pipe, chunk: AttemptChunk, settings: LetterSettings, now: Instant): Promise<void> {
  try {
    const queued = await loadLeasedAttempts(pipe.database, chunk)
    const judgement = await judge(pipe, queued, now)
    await endUnsent(pipe.database, judgement.unsent, now)
    const worded = await word(
      pipe,
      judgement.passed,
      () => (pipe.redirectAllTo === null ? pipe.drivers.letter : pipe.drivers.email).carrier,
      now,
    )
    const [first] = judgement.passed
    if (worded.length > 0 && first) {
      const lease = { token: chunk.token, seconds: pipe.leaseSeconds }
      const batch = {
        creditorId: first.attempt.creditorId,
        batchId: newId<LetterBatchId>(),
        postingDay: localDateOf(now, first.rulebook.policy.zone),
        layout: layoutOf(settings),
        releasedBy: ASSEMBLED_BY,
      }
      // In one transaction: a batch that others can see has its letters.
      const { overBudget } = await pipe.database.transaction(async (sql) => {
        const marked = await markSending(
          sql,
          lease,
          worded.map(({ sending }) => ({ ...sending, batchId: batch.batchId })),
          now,
        )
        if (marked.cleared.size > 0) await releaseBatch(sql, batch, now)
        return marked
      })
      await untilNextWindow(pipe, lease, overBudget)
    }
    await putOff(pipe, chunk, judgement, worded, now)
  } finally {
    await releaseLeases(pipe.database, chunk, null)
  }
}

async function printBatch(pipe: Pipe, batch: ReleasedBatch, now: Instant): Promise<void> {
  const answers =
    pipe.redirectAllTo === null ? await pipe.drivers.letter.printBatch(toPrint(batch)) : await redirect(pipe, batch, pipe.redirectAllTo)
  const outcomes = batch.letters.map(({ handOverId }) => ({
    handOverId,
    outcome: known(batch, answers.get(handOverId) ?? NOT_ANSWERED),
    tries: 1,
  }))
  // The print house answers a known number as it did before: the batch stays open and is printed again under it.
  const open = pipe.redirectAllTo === null && outcomes.some(({ outcome }) => outcome.kind === 'unknown')
  if (open && now - batch.createdAt < GIVE_UP_MS) {
    pipe.log.error({ batch: batch.id, letters: batch.letters.length }, 'batch not confirmed, it will be sent again under its number')
    return putOffBatch(pipe.database, batch, (now + AGAIN_MS) as Instant)
  }
  await record(pipe, outcomes, now)
  const files = pipe.redirectAllTo === null ? (await makeBatch(toPrint(batch), pipe.drivers.letter.folder)).files : []
  await confirmBatch(pipe.database, batch, { printed: files, closesAt: await closesAt(pipe, batch) }, now)
}

/** The day after its letters are expected in the letter boxes; the house has them, whatever state the configuration is in by then. */
async function closesAt(pipe: Pipe, { creditorId, id, postingDay }: ReleasedBatch): Promise<Instant> {
  try {
    const rulebook = await pipe.rulebooks.ofCreditor(await getCreditor(pipe.database, creditorId))
    return instantAt(addDays(expectedDelivery(postingDay, rulebook), 1), MIDNIGHT, rulebook.policy.zone)
  } catch (fault) {
    if (isPassing(fault)) throw fault
    pipe.log.error({ creditor: creditorId, batch: id, fault: String(fault) }, 'letters are expected without the rules of the creditor')
    return instantAt(addDays(postingDay, POST_DAYS), MIDNIGHT, 'UTC')
  }
}

/** The same for the same batch at any time: what a print house was given can be made again. */
export function toPrint({ id, createdAt, postingDay, layout: laidOut, letters }: ReleasedBatch): LetterBatch {
  const layout = laidOut ?? layoutOf({})
  return {
    id,
    createdAt,
    layout,
    letters: letters.map(({ handOverId, letter, phase, legalEnd }) => ({
      handOverId,
      letter,
      documentType: phase,
      registered: layout.registered.includes(phase),
      ...(legalEnd !== null && { notAfter: postingDay }),
    })),
  }
}

const NOT_ANSWERED: HandOverOutcome = { kind: 'unknown', code: 'not-in-answer' }

/** An upload before this one may have been taken: that this one was not, or was turned away as a whole, proves nothing of the letters. */
function known({ uploads }: ReleasedBatch, outcome: HandOverOutcome): HandOverOutcome {
  if (uploads === 1 || outcome.kind === 'accepted' || outcome.kind === 'unknown') return outcome
  return outcome.failure === 'permanent' ? outcome : { kind: 'unknown', code: outcome.code }
}

/** During trials the words of the letter go to the trial address; what may have gone there already is looked up instead. */
async function redirect(pipe: Pipe, batch: ReleasedBatch, to: string): Promise<Map<HandOverId, HandOverOutcome>> {
  const outcomes = new Map<HandOverId, HandOverOutcome>()
  if (batch.uploads > 1) return outcomes
  for (const { handOverId, letter } of batch.letters) {
    const text = [letter.title, ...letter.paragraphs, ...letter.closing].join('\n\n')
    const message = {
      content: { channel: 'letter' as const, letter, text },
      language: letter.language,
      template: { name: 'letter', version: 0 },
    }
    outcomes.set(handOverId, await pipe.drivers.email.deliver({ handOverId, to, from: letter.sender, message: redirected(message) }))
  }
  return outcomes
}
