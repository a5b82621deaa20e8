/** Stage post letters: the day's letters of a creditor become one batch, printed under a number that is never given twice (rule 12). */
import { layoutOf, localDateOf, type HandOverId, type HandOverOutcome, type Instant, type LetterBatchId } from '#domain'
import {
  confirmBatch, creditorsWithDueLetters, endUnsent, leaseDueLetters, loadLeasedAttempts, markSending, newId, openBatch, putOffBatch, releaseLeases,
  takeExportingBatches, type AttemptChunk, type ExportingBatch,
} from '#store'
import { judge } from './judge'
import type { Pipe } from './pipe'
import { putOff, untilNextWindow } from './put-off'
import { record } from './record'
import { redirected } from './redirect'
import { carrierOf, word } from './word'

/** A batch is held in memory while it is printed; more letters than this make a second one. */
const LETTERS_PER_BATCH = 500
const AGAIN_MS = 5 * 60_000
/** A print house that gives no answer for a day is for a person to call. */
const GIVE_UP_MS = 24 * 3_600_000

/** Answers how many letters were taken up. */
export async function postLetters(pipe: Pipe, now: Instant): Promise<number> {
  let letters = 0
  for (const creditorId of await creditorsWithDueLetters(pipe.database, now)) {
    const chunk = await leaseDueLetters(pipe.database, creditorId, { token: newId<string>(), seconds: pipe.leaseSeconds }, now, LETTERS_PER_BATCH)
    letters += chunk.attempts.length
    await fillBatch(pipe, chunk, now)
  }
  for (const batch of await takeExportingBatches(pipe.database, now)) await printBatch(pipe, batch, now)
  return letters
}

/** queued -> sending for those that pass the gate, all under a new batch; from here on the batch can be printed again after a crash. */
async function fillBatch(pipe: Pipe, chunk: AttemptChunk, now: Instant): Promise<void> {
  try {
    const queued = await loadLeasedAttempts(pipe.database, chunk)
    const judgement = await judge(pipe, queued, now)
    await endUnsent(pipe.database, judgement.unsent, now)
    const worded = await word(pipe, judgement.passed, carrierOf(pipe), now)
    const [first] = judgement.passed
    if (worded.length > 0 && first) {
      const lease = { token: chunk.token, seconds: pipe.leaseSeconds }
      const batchId = newId<LetterBatchId>()
      // In one transaction: a batch that others can see has its letters.
      const { overBudget } = await pipe.database.transaction(async (sql) => {
        const marked = await markSending(sql, lease, worded.map(({ sending }) => ({ ...sending, batchId })), now)
        if (marked.cleared.size > 0) await openBatch(sql, first.attempt.creditorId, batchId, localDateOf(now, first.rulebook.policy.zone), now)
        return marked
      })
      await untilNextWindow(pipe, lease, overBudget)
    }
    await putOff(pipe, chunk, judgement, worded, now)
  } finally {
    await releaseLeases(pipe.database, chunk, null)
  }
}

async function printBatch(pipe: Pipe, batch: ExportingBatch, now: Instant): Promise<void> {
  const answers = pipe.redirectAllTo === null ? await print(pipe, batch) : await redirect(pipe, batch, pipe.redirectAllTo)
  const outcomes = batch.letters.map(({ handOverId }) => ({ handOverId, outcome: known(batch, answers.get(handOverId) ?? NOT_ANSWERED), tries: 1 }))
  // The print house answers a known number as it did before: the batch stays open and is printed again under it.
  const open = pipe.redirectAllTo === null && outcomes.some(({ outcome }) => outcome.kind === 'unknown')
  if (open && now - batch.createdAt < GIVE_UP_MS) {
    pipe.log.error({ batch: batch.id, letters: batch.letters.length }, 'batch not confirmed, it will be sent again under its number')
    return putOffBatch(pipe.database, batch, (now + AGAIN_MS) as Instant)
  }
  await record(pipe, outcomes, now)
  await confirmBatch(pipe.database, batch, outcomes.filter(({ outcome }) => outcome.kind === 'accepted').length, now)
}

const NOT_ANSWERED: HandOverOutcome = { kind: 'unknown', code: 'not-in-answer' }

/** An upload before this one may have been taken: that this one was not, or was turned away as a whole, proves nothing of the letters. */
function known({ uploads }: ExportingBatch, outcome: HandOverOutcome): HandOverOutcome {
  if (uploads === 1 || outcome.kind === 'accepted' || outcome.kind === 'unknown') return outcome
  return outcome.failure === 'permanent' ? outcome : { kind: 'unknown', code: outcome.code }
}

function print(pipe: Pipe, batch: ExportingBatch): Promise<Map<HandOverId, HandOverOutcome>> {
  return pipe.drivers.letter.printBatch({
    id: batch.id, createdAt: batch.createdAt, layout: layoutOf({}),
    letters: batch.letters.map(({ handOverId, attemptId, letter, phase }) => ({ handOverId, attemptId, letter, documentType: phase, registered: false })),
  })
}

/** During trials the words of the letter go to the trial address; what may have gone there already is looked up instead. */
async function redirect(pipe: Pipe, batch: ExportingBatch, to: string): Promise<Map<HandOverId, HandOverOutcome>> {
  const outcomes = new Map<HandOverId, HandOverOutcome>()
  if (batch.uploads > 1) return outcomes
  for (const { handOverId, letter } of batch.letters) {
    const text = [letter.title, ...letter.paragraphs, ...letter.closing].join('\n\n')
    const message = { content: { channel: 'letter' as const, letter, text }, language: letter.language, template: { name: 'letter', version: 0 } }
    outcomes.set(handOverId, await pipe.drivers.email.deliver({ handOverId, to, from: letter.sender, message: redirected(message) }))
  }
  return outcomes
}
