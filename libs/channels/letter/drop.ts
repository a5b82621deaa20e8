/** Puts a batch where a print house fetches it: under a name that it does not look at, renamed last; whatever breaks, one copy. */
import { stat, writeFile } from 'node:fs/promises'
import type { FailureClass, HandOverId, HandOverOutcome } from '#domain'
import { orNothing, type MadeBatch } from './batch-folder'

/** Where it is put; names are within it. */
export interface Place {
  has(name: string): Promise<boolean>
  clear(name: string): Promise<void>
  putFolder(from: string, name: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  putEmpty(name: string): Promise<void>
}

/** What was refused before anything could leave. */
export class NotConnected extends Error {
  constructor(
    readonly failure: FailureClass,
    readonly code: string,
  ) {
    super(code)
  }
}

export async function dropBatch(
  id: string,
  made: MadeBatch,
  folder: string,
  withPlace: (work: (place: Place) => Promise<void>) => Promise<void>,
): Promise<ReadonlyMap<HandOverId, HandOverOutcome>> {
  const steps = { leaving: false }
  const outcome = (handOverId: HandOverId, sequence: number, failed: HandOverOutcome | null): readonly [HandOverId, HandOverOutcome] => [
    handOverId,
    failed ?? { kind: 'accepted', carrierReference: `${id}/${sequence}` },
  ]
  const failed = await withPlace((place) => drop(place, id, folder, steps)).then(
    () => null,
    (fault: unknown) => outcomeOf(fault, steps.leaving),
  )
  return new Map(made.files.map(({ handOverId, sequence }) => outcome(handOverId, sequence, failed)))
}

async function drop(place: Place, id: string, folder: string, steps: { leaving: boolean }): Promise<void> {
  const [part, marker] = [`.${id}.part`, `${folder}.leaving`]
  const wasLeaving = (await orNothing(stat(marker))) !== undefined
  steps.leaving = wasLeaving
  if (!(await place.has(id))) {
    const uploaded = await place.has(part)
    // Written whole before, and gone under both names: renamed then, and fetched since.
    if (wasLeaving && !uploaded) return
    if (!wasLeaving) {
      if (uploaded) await place.clear(part)
      await place.putFolder(folder, part)
      await writeFile(marker, '')
      steps.leaving = true
    }
    await place.rename(part, id)
  }
  await place.putEmpty(`${id}.done`)
}

/** Once it may have been renamed, only the same batch under the same number may be tried. */
function outcomeOf(fault: unknown, leaving: boolean): HandOverOutcome {
  const code = fault instanceof NotConnected ? fault.code : codeOf(fault)
  if (leaving) return { kind: 'unknown', code }
  return { kind: 'later', failure: fault instanceof NotConnected ? fault.failure : 'transient', code }
}

export const codeOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'code' in fault && (typeof fault.code === 'string' || typeof fault.code === 'number')
    ? String(fault.code)
    : 'not-put'
