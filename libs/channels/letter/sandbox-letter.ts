/** Letters by the sandbox's print house: makes the batch, uploads it, and reads one outcome per letter. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FailureClass, HandOverId, HandOverOutcome } from '#domain'
import type { LetterDriver } from '../driver'
import type { Exchange, Exchanged } from '../http-exchange'
import { textField } from '../fields'
import { outcomeOf } from '../outcome'
import { SANDBOX, sandboxReading } from '../sandbox/message'
import type { MadeBatch } from './batch-folder'
import { printBatch, type HandBatchOver } from './print-batch'

export interface LetterOptions {
  /** Where the batch folders are made. */
  readonly folder: string
  readonly timeoutMs: number
}

const CLASSES: Readonly<Record<string, FailureClass>> = {
  'bad-address': 'permanent',
  'bad-content': 'permanent',
  malformed: 'permanent',
  'damaged-file': 'account',
  'unknown-customer': 'account',
  'too-many-batches': 'rate-limit',
}
/** A print house checks every page before it answers. */
const MILLISECONDS_PER_LETTER = 50

export const sandboxLetter = (exchange: Exchange, { folder, timeoutMs }: LetterOptions): LetterDriver => ({
  carrier: SANDBOX,
  folder,
  printBatch: (batch) => printBatch(folder, batch, handedOver(exchange, timeoutMs)),
  close: () => exchange.close(),
})

const handedOver =
  (exchange: Exchange, timeoutMs: number): HandBatchOver =>
  async (batch, made, place) => {
    const limit = timeoutMs + made.files.length * MILLISECONDS_PER_LETTER
    return outcomesOf(made, await exchange.post(`/print/batches/${encodeURIComponent(batch.id)}`, uploadOf(made, place), limit))
  }

/** The upload as a stream: one PDF in memory at a time. */
async function* uploadOf({ files }: MadeBatch, place: string): AsyncGenerator<string> {
  const [manifest, summary] = [await readFile(join(place, 'manifest.csv'), 'utf8'), await readFile(join(place, 'batch.json'), 'utf8')]
  yield `{"manifest":${JSON.stringify(manifest)},"batch":${summary},"letters":[`
  for (const [index, letter] of files.entries()) {
    const pdf = await readFile(join(place, letter.file), 'base64')
    yield `${index === 0 ? '' : ','}${JSON.stringify({ ...letter, pdf })}`
  }
  yield ']}'
}

function outcomesOf({ files }: MadeBatch, answer: Exchanged): Map<HandOverId, HandOverOutcome> {
  const verdicts = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300 ? verdictsOf(answer.body) : undefined
  return new Map(files.map(({ handOverId }) => [handOverId, verdicts?.get(handOverId) ?? outcomeOfBatch(answer)]))
}

/** What holds for a letter that the answer does not name: a success that is silent on it proves nothing. */
const outcomeOfBatch = (answer: Exchanged): HandOverOutcome =>
  outcomeOf(answer, { ...sandboxReading((code) => CLASSES[code]), reference: () => undefined })

function verdictsOf(body: unknown): Map<string, HandOverOutcome> {
  const accepted = entriesOf(body, 'accepted', 'id').map(
    ([handOverId, carrierReference]) => [handOverId, { kind: 'accepted', carrierReference }] as const,
  )
  const rejected = entriesOf(body, 'rejected', 'reason').map(
    ([handOverId, code]) => [handOverId, { kind: 'refused', failure: CLASSES[code] ?? 'permanent', code }] as const,
  )
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
