/** What all ways to a print house share: the batch is made, handed over as a whole, and every letter has an outcome. */
import { join } from 'node:path'
import type { HandOverId, HandOverOutcome } from '#domain'
import type { LetterBatch } from '../driver'
import { makeBatch, type MadeBatch } from './batch-folder'

/** `place` is the folder as it was made. */
export type HandBatchOver = (batch: LetterBatch, made: MadeBatch, place: string) => Promise<ReadonlyMap<HandOverId, HandOverOutcome>>

export async function printBatch(folder: string, batch: LetterBatch, handOver: HandBatchOver): Promise<Map<HandOverId, HandOverOutcome>> {
  const all = (outcome: HandOverOutcome): Map<HandOverId, HandOverOutcome> =>
    new Map(batch.letters.map(({ handOverId }) => [handOverId, outcome]))
  let made: MadeBatch
  try {
    made = await makeBatch(batch, folder)
  } catch {
    // A full disk, a folder without rights: nothing has left the house.
    return all({ kind: 'later', failure: 'transient', code: 'batch-not-made' })
  }
  // A letter that joined after the batch was made has no part in it, and was never sent.
  const outcomes = all({ kind: 'later', failure: 'transient', code: 'not-in-batch' })
  for (const handOverId of made.unprintable) outcomes.set(handOverId, { kind: 'refused', failure: 'permanent', code: 'unprintable' })
  if (made.files.length === 0) return outcomes
  for (const [handOverId, outcome] of await handOver(batch, made, join(folder, batch.id))) outcomes.set(handOverId, outcome)
  return outcomes
}
