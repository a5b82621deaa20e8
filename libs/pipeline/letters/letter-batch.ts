/** A batch that people release: assembled from what is due, checked letter by letter, and released by somebody who did neither when it holds legal letters. */
import { pagesOf, renderLetter } from '#channels'
import {
  addDays,
  instantAt,
  layoutOf,
  localDateOf,
  localTimeOf,
  weekdayOf,
  type ContactPolicy,
  type CreditorId,
  type Instant,
  type LetterBatchId,
  type LetterLayout,
  type LocalTime,
} from '#domain'
import {
  assemble,
  endUnsent,
  getCreditor,
  leaseBatch,
  leaseDueLetters,
  leaveOut,
  lettersNot,
  letterSettingsOf,
  loadLeasedAttempts,
  lockBatch,
  markSending,
  newId,
  noteChecked,
  releaseBatch,
  releaseLeases,
  type AttemptChunk,
  type BatchKey,
  type CheckedLetter,
  type OpenBatch,
} from '#store'
import type { CallDesk } from '../calls/call'
import { judge } from '../judge'
import { untilNextWindow } from '../put-off'
import { word, type WordedAttempt } from '../word'

/** What people do with letters needs no carrier: the scheduler prints what was released. */
export type LetterDesk = CallDesk

/** A batch is held in memory while it is printed; more letters than this make a second one. */
export const LETTERS_PER_BATCH = 500
const LEASE_SECONDS = 300

export type BatchFault =
  | 'no-such-batch'
  | 'no-such-letter'
  | 'not-open'
  | 'not-checked'
  | 'second-person'
  | 'cut-off-passed'
  | 'not-exported'
  | 'not-yet'
  | 'too-early'

export class BatchRefused extends Error {
  constructor(
    readonly code: BatchFault,
    message: string,
  ) {
    super(message)
  }
}

const lease = (): { token: string; seconds: number } => ({ token: newId<string>(), seconds: LEASE_SECONDS })

export async function assembleBatch(
  desk: Pick<LetterDesk, 'database' | 'rulebooks'>,
  creditorId: CreditorId,
  by: string,
  now: Instant,
): Promise<LetterBatchId | null> {
  const { database } = desk
  const { policy } = await desk.rulebooks.ofCreditor(await getCreditor(database, creditorId))
  const chunk = await leaseDueLetters(database, creditorId, lease(), now, LETTERS_PER_BATCH)
  try {
    return await database.transaction((sql) => assemble(sql, creditorId, chunk, localDateOf(now, policy.zone), by, now))
  } finally {
    await releaseLeases(database, chunk, null)
  }
}

/** Each letter is judged and drawn as it would leave now; whoever paid or rests is taken out at once, with the reason. */
export async function checkBatch(desk: LetterDesk, key: BatchKey, by: string, now: Instant): Promise<void> {
  await openBatch(desk, key)
  const layout = layoutOf(await letterSettingsOf(desk.database, key.creditorId))
  const chunk = await leaseBatch(desk.database, key, lease())
  try {
    const { worded, wordless } = await judgedAndWorded(desk, chunk, now)
    const drawn: CheckedLetter[] = []
    for (const one of worded) drawn.push(await drawnAs(one, layout, now))
    await desk.database.transaction(async (sql) => {
      await leaveOut(sql, key, await lettersNot(sql, 'queued', key), by, now)
      await noteChecked(sql, key, [...drawn, ...wordless.map((attemptId) => ({ attemptId, pages: null, problem: 'cannot-be-worded' }))], by)
    })
  } finally {
    await releaseLeases(desk.database, chunk, null)
  }
}

/** From when a batch may be released, where the print house takes no more today; null: now. */
export async function releasableFrom(
  { database, rulebooks }: Pick<LetterDesk, 'database' | 'rulebooks'>,
  creditorId: CreditorId,
  now: Instant,
): Promise<Instant | null> {
  return nextPosting((await rulebooks.ofCreditor(await getCreditor(database, creditorId))).policy, now)
}

function nextPosting({ zone, posting: { days, cutOff } }: Pick<ContactPolicy, 'zone' | 'posting'>, now: Instant): Instant | null {
  const today = localDateOf(now, zone)
  if (days.includes(weekdayOf(today)) && localTimeOf(now, zone) < cutOff) return null
  const next = [1, 2, 3, 4, 5, 6, 7].map((ahead) => addDays(today, ahead)).find((day) => days.includes(weekdayOf(day))) ?? addDays(today, 1)
  return instantAt(next, '00:00' as LocalTime, zone)
}

/** All in one transaction: a batch that others can see as released has its letters. Answers how many leave. */
export async function releaseLetters(desk: LetterDesk, key: BatchKey, by: string, now: Instant): Promise<number> {
  const batch = await openBatch(desk, key)
  if (batch.state !== 'checked')
    throw new BatchRefused('not-checked', 'The batch was not checked since its last letter joined: check it first.')
  const rulebook = await desk.rulebooks.ofCreditor(await getCreditor(desk.database, key.creditorId))
  const { policy } = rulebook
  const isLegal = batch.phases.some((phase) => policy.legalPhases.includes(phase))
  if (isLegal && [batch.assembledBy, batch.checkedBy].includes(by))
    throw new BatchRefused('second-person', 'Legal letters are released by somebody who neither assembled nor checked them.')
  const today = localDateOf(now, policy.zone)
  if (nextPosting(policy, now) !== null)
    throw new BatchRefused(
      'cut-off-passed',
      `The print house takes no more letters today: release before ${policy.posting.cutOff} on a posting day.`,
    )
  const chunk = await leaseBatch(desk.database, key, lease())
  try {
    const { worded } = await judgedAndWorded(desk, chunk, now)
    const layout = layoutOf(await letterSettingsOf(desk.database, key.creditorId))
    const { cleared, overBudget } = await desk.database.transaction(async (sql) => {
      const again = await lockBatch(sql, key)
      if (again?.state !== 'checked') throw new BatchRefused('not-checked', 'The batch has changed meanwhile: check it again.')
      const marked = await markSending(
        sql,
        { token: chunk.token, seconds: LEASE_SECONDS },
        worded.map(({ sending }) => ({ ...sending, batchId: key.batchId })),
        now,
      )
      await releaseBatch(sql, { ...key, postingDay: today, layout, releasedBy: by }, now)
      await leaveOut(sql, key, await lettersNot(sql, 'sending', key), by, now)
      return marked
    })
    await untilNextWindow(desk, chunk, overBudget)
    return cleared.size
  } finally {
    await releaseLeases(desk.database, chunk, null)
  }
}

/** As it would leave now; null where the gate would not let it. */
export async function previewLetter(desk: LetterDesk, key: BatchKey, attemptId: string, now: Instant): Promise<Buffer | null> {
  const chunk = await leaseBatch(desk.database, key, lease(), attemptId)
  try {
    const judgement = await judge(desk, await loadLeasedAttempts(desk.database, chunk), now)
    const [one] = await word(desk, judgement.passed, PRINT_HOUSE, now)
    return one ? await draw(one, layoutOf(await letterSettingsOf(desk.database, key.creditorId)), now) : null
  } finally {
    await releaseLeases(desk.database, chunk, null)
  }
}

const PRINT_HOUSE = (): string => 'print-house'

async function openBatch({ database }: Pick<LetterDesk, 'database'>, key: BatchKey): Promise<OpenBatch> {
  const batch = await database.transaction((sql) => lockBatch(sql, key))
  if (!batch) throw new BatchRefused('no-such-batch', 'There is no such batch.')
  if (batch.state !== 'assembled' && batch.state !== 'checked') throw new BatchRefused('not-open', 'The batch was released before.')
  return batch
}

async function judgedAndWorded(
  desk: LetterDesk,
  chunk: AttemptChunk,
  now: Instant,
): Promise<{ worded: readonly WordedAttempt[]; wordless: readonly string[] }> {
  const queued = await loadLeasedAttempts(desk.database, chunk)
  const judgement = await judge(desk, queued, now)
  await endUnsent(desk.database, judgement.unsent, now)
  const worded = await word(desk, judgement.passed, PRINT_HOUSE, now)
  const accounted = new Set([...worded.map(({ sending }) => sending.attemptId), ...judgement.unsent.map(({ attemptId }) => attemptId)])
  return { worded, wordless: queued.map(({ attemptId }) => attemptId).filter((attemptId) => !accounted.has(attemptId)) }
}

async function drawnAs(one: WordedAttempt, layout: LetterLayout, now: Instant): Promise<CheckedLetter> {
  const pdf = await draw(one, layout, now).catch(() => null)
  return { attemptId: one.sending.attemptId, pages: pdf && pagesOf(pdf), problem: pdf ? null : 'unprintable' }
}

function draw(
  {
    sending: {
      message: { content },
    },
  }: WordedAttempt,
  layout: LetterLayout,
  now: Instant,
): Promise<Buffer> {
  if (content.channel !== 'letter') throw new Error(`a ${content.channel} is not printed`)
  return renderLetter(content.letter, { layout, createdAt: new Date(now) })
}
