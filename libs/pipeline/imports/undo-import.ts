/** Undoes an import, a chunk a transaction, the last one first; interrupted, it goes on with what still stands. */
import { localDateOf, type CreditorId, type ImportId, type Instant } from '#domain'
import { finishUndo, getCreditor, undoChunk } from '#store'
import type { Pipe } from '../pipe'
import { zoneOf } from '../configuration/published'

export interface ImportToUndo {
  readonly creditorId: CreditorId
  readonly importId: ImportId
}

/** Never throws: whoever asked for it reads the run. */
export async function undoImport(
  { database, rulebooks, log }: Pick<Pipe, 'database' | 'rulebooks' | 'log'>,
  { creditorId, importId }: ImportToUndo,
  signal: AbortSignal,
  now: Instant,
): Promise<void> {
  try {
    const creditor = await getCreditor(database, creditorId)
    const journey = await rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
    const target = { creditorId, importId, journey, today: localDateOf(now, await zoneOf(database, creditor)) }
    let standing = true
    while (standing && !signal.aborted) standing = await database.transaction((sql) => undoChunk(sql, target, now))
    if (!standing) await finishUndo(database, target, now)
  } catch (fault) {
    log.error(
      { creditor: creditorId, import: importId, fault: fault instanceof Error ? fault.name : 'unknown' },
      'undoing an import ended early',
    )
  }
}
