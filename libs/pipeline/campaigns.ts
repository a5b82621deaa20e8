/** Stage campaigns: enrols who is in the segment, chunk by chunk, and does for its debtors what a resume or a stop has left to do. */
import { DEBTOR_KINDS, localDateOf, variantOf, type DebtorId, type DebtorKind, type Instant } from '#domain'
import {
  campaignCandidates,
  endUnsent,
  enrolledDebtors,
  finishCampaigns,
  getCreditor,
  getSegment,
  holdDebtors,
  inSavepoint,
  isPassing,
  noteFollowUp,
  notePass,
  putOffCampaign,
  releaseJourneys,
  restoreDebtors,
  segmentWindow,
  takeCampaign,
  unsentOfCampaign,
  wakeDebtors,
  writeEnrolments,
  type Candidate,
  type Creditor,
  type EnrolmentToWrite,
  type Sql,
  type StoredCampaign,
} from '#store'
import { policyOf, strategyOf } from './configuration/configuration'
import type { Pipe } from './pipe'
import { exactVersion } from './configuration/published'

/** Debtors that one step of a pass looks at, and that one step of a resume or a stop moves. */
const WINDOW = 2000
const CHUNK = 1000
/** A continuous campaign looks through its segment again this long after the last look: one pass over the portfolio, not one per tick. */
export const LOOK_AGAIN_MS = 3_600_000
/** Somebody has to mend a version, or the program, first. */
const MENDED_MS = 15 * 60_000

type Running = Pick<Pipe, 'database' | 'rulebooks' | 'log'>

/** One step of one campaign; answers 0 when no campaign has work now. A campaign that cannot go on never holds up the others (rule 18). */
export async function runCampaigns(pipe: Running, now: Instant): Promise<number> {
  const stepped = await pipe.database.transaction(async (sql) => {
    const campaign = await takeCampaign(sql, now)
    if (!campaign) return false
    try {
      await inSavepoint(sql, () => step(pipe, sql, campaign, now))
    } catch (fault) {
      if (isPassing(fault)) throw fault
      pipe.log.error({ creditor: campaign.creditorId, campaign: campaign.id, fault: String(fault) }, 'campaign cannot go on')
      await putOffCampaign(sql, campaign, (now + MENDED_MS) as Instant)
    }
    return true
  })
  return stepped ? 1 : pipe.database.transaction((sql) => finishCampaigns(sql, now))
}

async function step(pipe: Running, sql: Sql, campaign: StoredCampaign, now: Instant): Promise<void> {
  const creditor = await getCreditor(pipe.database, campaign.creditorId)
  await (campaign.followUp === null ? enrolWindow(pipe, sql, campaign, creditor, now) : followUp(pipe, sql, campaign, creditor, now))
}

async function enrolWindow(pipe: Running, sql: Sql, campaign: StoredCampaign, creditor: Creditor, now: Instant): Promise<void> {
  const segment = await getSegment(sql, creditor.id, campaign.segmentId)
  if (!segment || !campaign.policy) throw new Error('a campaign without segment or policy')
  const { zone } = policyOf(await exactVersion(pipe.database, creditor.id, 'policy', campaign.policy.name, campaign.policy.version))
  const window = await segmentWindow(sql, creditor.id, segment.filter, localDateOf(now, zone), campaign.enrolCursor, WINDOW)
  // Held before they are asked about, so that nothing comes between the answer and the enrolment.
  await holdDebtors(sql, creditor.id, window.debtors)
  const kinds = await kindsOf(pipe, campaign)
  const candidates = await campaignCandidates(
    sql,
    { creditorId: creditor.id, campaignId: campaign.id, campaignKind: campaign.kind, kinds },
    window.debtors,
    now,
  )
  await writeEnrolments(
    sql,
    campaign,
    candidates.map((candidate) => enrolmentOf(campaign, candidate)),
    now,
  )
  await notePass(
    sql,
    campaign,
    window.lookedAt,
    window.after,
    campaign.enrolment === 'continuous' ? ((now + LOOK_AGAIN_MS) as Instant) : null,
  )
}

const enrolmentOf = (campaign: StoredCampaign, { debtorId, reference, reason }: Candidate): EnrolmentToWrite => ({
  debtorId,
  reason,
  variant: reason === null ? variantOf(campaign.id, reference, campaign.variants) : null,
})

/** Kinds of debtor that every strategy of the campaign is for; a question is for all. */
export async function kindsOf(
  pipe: Pick<Pipe, 'database'>,
  { creditorId, variants }: Pick<StoredCampaign, 'creditorId' | 'variants'>,
): Promise<readonly DebtorKind[]> {
  const strategies = await Promise.all(
    variants.map(async ({ strategy, strategyVersion }) =>
      strategyOf(await exactVersion(pipe.database, creditorId, 'strategy', strategy, strategyVersion)),
    ),
  )
  return DEBTOR_KINDS.filter((kind) => strategies.every((strategy) => strategy.for.includes(kind)))
}

async function followUp(pipe: Running, sql: Sql, campaign: StoredCampaign, creditor: Creditor, now: Instant): Promise<void> {
  const debtors = (await enrolledDebtors(sql, campaign, campaign.followUpCursor, CHUNK)).map(({ debtorId }) => debtorId)
  await holdDebtors(sql, creditor.id, debtors)
  if (campaign.followUp === 'wake') await wakeDebtors(sql, campaign, debtors, now)
  else await restore(pipe, sql, campaign, creditor, debtors, now)
  const last = debtors.length < CHUNK
  if (last && campaign.followUp === 'restore') await releaseJourneys(sql, campaign, now)
  await noteFollowUp(sql, campaign, last ? null : (debtors.at(-1) ?? null))
}

/** What has not left is stopped first: it frees its steps, which the creditor's own journey then takes. */
async function restore(
  pipe: Running,
  sql: Sql,
  campaign: StoredCampaign,
  creditor: Creditor,
  debtors: readonly DebtorId[],
  now: Instant,
): Promise<void> {
  const unsent = await unsentOfCampaign(sql, campaign, debtors)
  await endUnsent(
    sql,
    unsent.map((attempt) => ({ ...attempt, state: 'suppressed', reasons: [{ code: 'stopped-by-operator' }] })),
    now,
  )
  const journey = await pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies, sql)
  await restoreDebtors(sql, campaign, journey, debtors, now)
}
