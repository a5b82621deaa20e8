/** Letters by the sandbox's print house: makes the batch, uploads it, and reads one outcome per letter. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FailureClass, HandOverId, HandOverOutcome } from '#domain'
import type { LetterBatch, LetterDriver } from '../driver'
import type { Exchange, Exchanged } from '../http-exchange'
import { textField } from '../fields'
import { outcomeOf } from '../outcome'
import { SANDBOX, sandboxReading } from '../sandbox/message'
import { makeBatch, type BatchSummary } from './batch-folder'
import type { WindowPosition } from './pdf'

export interface LetterOptions {
  /** Where the batch folders are made. */
  readonly folder: string
  readonly window: WindowPosition
  readonly timeoutMs: number
}

const CLASSES: Readonly<Record<string, FailureClass>> = {
  'bad-address': 'permanent', 'bad-content': 'permanent', malformed: 'permanent', 'damaged-file': 'account', 'unknown-customer': 'account', 'too-many-batches': 'rate-limit',
}
/** A print house checks every page before it answers. */
const MILLISECONDS_PER_LETTER = 50

export const sandboxLetter = (exchange: Exchange, options: LetterOptions): LetterDriver => ({
  carrier: SANDBOX,
  printBatch: (batch) => printBatch(exchange, options, batch),
  close: () => exchange.close(),
})

async function printBatch(exchange: Exchange, { folder, window, timeoutMs }: LetterOptions, batch: LetterBatch): Promise<Map<HandOverId, HandOverOutcome>> {
  const all = (outcome: HandOverOutcome): Map<HandOverId, HandOverOutcome> => new Map(batch.letters.map(({ handOverId }) => [handOverId, outcome]))
  let summary: BatchSummary
  try {
    summary = await makeBatch(batch, folder, window)
  } catch {
    // A full disk, a folder without rights: nothing has left the house.
    return all({ kind: 'later', failure: 'transient', code: 'batch-not-made' })
  }
  // A letter that joined after the batch was made has no part in it, and was never sent.
  const outcomes = all({ kind: 'later', failure: 'transient', code: 'not-in-batch' })
  for (const handOverId of summary.unprintable) outcomes.set(handOverId, { kind: 'refused', failure: 'permanent', code: 'unprintable' })
  if (summary.files.length === 0) return outcomes
  const limit = timeoutMs + summary.letters * MILLISECONDS_PER_LETTER
  const answer = await exchange.post(`/print/batches/${encodeURIComponent(batch.id)}`, uploadOf(summary, join(folder, batch.id)), limit)
  for (const [handOverId, outcome] of outcomesOf(summary, answer)) outcomes.set(handOverId, outcome)
  return outcomes
}

/** The upload as a stream: one PDF in memory at a time. */
async function * uploadOf(summary: BatchSummary, place: string): AsyncGenerator<string> {
  const manifest = await readFile(join(place, 'manifest.csv'), 'utf8')
  yield `{"manifest":${JSON.stringify(manifest)},"batch":${JSON.stringify(summary)},"letters":[`
  for (const [index, letter] of summary.files.entries()) {
    const pdf = await readFile(join(place, letter.file), 'base64')
    yield `${index === 0 ? '' : ','}${JSON.stringify({ ...letter, pdf })}`
  }
  yield ']}'
}

function outcomesOf({ files }: BatchSummary, answer: Exchanged): Map<HandOverId, HandOverOutcome> {
  const verdicts = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300 ? verdictsOf(answer.body) : undefined
  return new Map(files.map(({ handOverId }) => [handOverId, verdicts?.get(handOverId) ?? outcomeOfBatch(answer)]))
}

/** What holds for a letter that the answer does not name: a success that is silent on it proves nothing. */
const outcomeOfBatch = (answer: Exchanged): HandOverOutcome => outcomeOf(answer, { ...sandboxReading((code) => CLASSES[code]), reference: () => undefined })

function verdictsOf(body: unknown): Map<string, HandOverOutcome> {
  const accepted = entriesOf(body, 'accepted', 'id').map(([handOverId, carrierReference]) =>
    [handOverId, { kind: 'accepted', carrierReference }] as const)
  const rejected = entriesOf(body, 'rejected', 'reason').map(([handOverId, code]) =>
    [handOverId, { kind: 'refused', failure: CLASSES[code] ?? 'permanent', code }] as const)
  return new Map<string, HandOverOutcome>([...rejected, ...accepted])
}

function entriesOf(body: unknown, list: 'accepted' | 'rejected', name: string): readonly (readonly [handOverId: string, value: string])[] {
  const entries: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, list) : undefined
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry: unknown) => {
    const handOverId = textField(entry, 'handOverId')
    const value = textField(entry, name)
    return handOverId === undefined || value === undefined ? [] : [[handOverId, value] as const]
  })
}
