/** Letters that wait for the print house: who gets them, and their batches as the database has them. */
import type { CreditorId, LetterBatchId, LocalDate } from '#domain'
import { listBatches, listLetters, type BatchKey, type Creditor } from '#store'
import { after, DAY, HOME, TUESDAY, type PipeBench } from '../support/pipe'

export const offline = (name: string) => ({ online: false, name, address: { ...HOME, name } as never })
/** The next letter is a formal notice. */
export const LATE = {
  dueOn: '2026-12-18' as LocalDate,
  issuedOn: '2026-12-04' as LocalDate,
  history: { lastPhase: 'reminder', on: '2026-12-28' as LocalDate },
} as const
export const WEDNESDAY = after(TUESDAY, DAY)

interface BatchRow {
  readonly id: LetterBatchId
  readonly state: string
  readonly day: string
  readonly alarm: boolean
  readonly reprint: boolean
}
interface LetterRow {
  readonly claim: string
  readonly pages: number | null
  readonly out: string | null
  readonly event: string | null
  readonly attempt: string
  readonly letter: string | null
}

export interface BatchedLetters {
  batchesOf(creditor: Creditor): Promise<BatchRow[]>
  lettersIn(key: BatchKey): Promise<LetterRow[]>
  /** Whatever was done with letters, a list tells of each batch what they add up to. */
  batchesAddUp(): Promise<void>
}

export function batchedLettersIn(bench: () => PipeBench): BatchedLetters {
  const batchesOf = ({ id }: Creditor): Promise<BatchRow[]> =>
    bench().database.query(
      `select id, state, posting_day as day, alarm_at is not null as alarm, reprint from letter_batch where creditor_id = $1 order by created_at, id`,
      [id],
    )
  const lettersIn = (key: BatchKey): Promise<LetterRow[]> =>
    bench().database.query(
      `select a.claims[1] as claim, l.pages, l.taken_out #>> '{0,code}' as out, l.print_event as event, a.id as attempt, l.hand_over_id as letter
       from batch_letter l join contact_attempt a on a.creditor_id = l.creditor_id and a.id = l.attempt_id where l.creditor_id = $1 and l.batch_id = $2 order by 1`,
      [key.creditorId, key.batchId],
    )

  async function batchesAddUp(): Promise<void> {
    for (const { id: creditorId } of await bench().database.query<{ id: CreditorId }>('select id from creditor')) {
      for (const { id: batchId, state, letters, pages, legal } of await listBatches(bench().database, creditorId, null, 50)) {
        const staying = (await listLetters(bench().database, { creditorId, batchId }, null, 100)).filter(
          (letter) => letter.state !== 'withdrawn',
        )
        expect({ batchId, letters }).toEqual({ batchId, letters: staying.length })
        // Until somebody checks it, an open batch has the pages of whoever paid meanwhile.
        if (state === 'assembled' || state === 'checked') continue
        expect({ batchId, pages, legal }).toEqual({
          batchId,
          pages: staying.reduce((sum, letter) => sum + (letter.pages ?? 0), 0),
          legal: staying.some(({ phase }) => phase === 'formal-notice' || phase === 'final-demand'),
        })
      }
    }
  }

  return { batchesOf, lettersIn, batchesAddUp }
}
