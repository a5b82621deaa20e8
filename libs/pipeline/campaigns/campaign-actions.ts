/** What people do with campaigns: make one that can run, start, pause, resume and stop it; each kept with who did it. */
import {
  parseSegmentFilter,
  type CampaignAction,
  type CampaignId,
  type CampaignKind,
  type CampaignVariant,
  type FilterProblem,
  type Instant,
  type SegmentFilter,
} from '#domain'
import {
  changeCampaign,
  getSegment,
  insertCampaign,
  saveSegment,
  sensitiveAttributesAllowed,
  type Creditor,
  type Database,
  type NewCampaign,
  type Sql,
  type StoredCampaign,
  type StoredSegment,
} from '#store'
import { kindsOf } from '../campaigns'
import { publishedVersion } from '../configuration/published'

/** Refused, with the place of each problem in what was given. */
export class CampaignRefused extends Error {
  constructor(readonly problems: readonly FilterProblem[]) {
    super(problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '))
    this.name = 'CampaignRefused'
  }
}

/** The action does not fit the state the campaign is in. */
export class CampaignNotReady extends Error {
  constructor(readonly action: CampaignAction) {
    super(`the campaign cannot ${action} from the state it is in`)
    this.name = 'CampaignNotReady'
  }
}

/** What a filter says, or `CampaignRefused`; sensitive attributes only where the creditor's admin allowed them. */
export async function readFilter(sql: Sql, creditor: Pick<Creditor, 'id'>, filter: unknown): Promise<SegmentFilter> {
  const parsed = parseSegmentFilter(filter, await sensitiveAttributesAllowed(sql, creditor.id))
  if ('problems' in parsed)
    throw new CampaignRefused(parsed.problems.map(({ pointer, message }) => ({ pointer: `/filter${pointer}`, message })))
  return parsed.filter
}

export async function createSegment(
  sql: Sql,
  creditor: Pick<Creditor, 'id'>,
  name: string,
  filter: unknown,
  by: string,
  now: Instant,
): Promise<StoredSegment> {
  return saveSegment(sql, creditor.id, name, await readFilter(sql, creditor, filter), by, now)
}

/** `database` reads the published configuration; `sql` may be a tenant's transaction. */
export async function createCampaign(
  database: Database,
  sql: Sql,
  creditor: Creditor,
  given: NewCampaign,
  by: string,
  now: Instant,
): Promise<StoredCampaign> {
  const problems = [
    ...variantProblems(given.kind, given.variants),
    ...((await getSegment(sql, creditor.id, given.segmentId))
      ? []
      : [{ pointer: '/segmentId', message: 'is no segment of this creditor' }]),
  ]
  if (problems.length > 0) throw new CampaignRefused(problems)
  await refuseUnfitStrategies(database, creditor, given)
  const campaign = await insertCampaign(sql, creditor.id, given, by, now)
  if (!campaign) throw new CampaignRefused([{ pointer: '/name', message: 'is the name of another campaign' }])
  return campaign
}

function variantProblems(kind: CampaignKind, variants: readonly CampaignVariant[]): FilterProblem[] {
  const problem = (message: string): FilterProblem[] => [{ pointer: '/variants', message }]
  if (kind === 'preference') return variants.length === 0 ? [] : problem('a campaign that asks for a preference has no strategy')
  if (variants.length !== 1 && variants.length !== 2) return problem('must be one strategy, or two to compare')
  if (new Set(variants.map(({ name }) => name)).size !== variants.length) return problem('must have different names')
  return variants.reduce((sum, { share }) => sum + share, 0) === 100 && variants.every(({ share }) => share > 0)
    ? []
    : problem('must have shares that add up to 100 percent')
}

async function refuseUnfitStrategies(database: Database, { id: creditorId }: Creditor, { variants }: NewCampaign): Promise<void> {
  for (const [index, variant] of variants.entries()) {
    await kindsOf({ database }, { creditorId, variants: [variant] }).catch((fault: unknown) => {
      throw new CampaignRefused([{ pointer: `/variants/${index}`, message: fault instanceof Error ? fault.message : String(fault) }])
    })
  }
  if ((await kindsOf({ database }, { creditorId, variants })).length === 0)
    throw new CampaignRefused([{ pointer: '/variants', message: 'are for different kinds of debtors' }])
}

export interface CampaignStep {
  readonly id: CampaignId
  readonly action: CampaignAction
  readonly by: string
}

/** Throws `CampaignNotReady` when the state does not allow it: of two who act at once, one is told so. */
export async function actOnCampaign(
  database: Database,
  sql: Sql,
  creditor: Creditor,
  { id, action, by }: CampaignStep,
  now: Instant,
): Promise<StoredCampaign> {
  const policy = action === 'start' ? await publishedVersion(database, creditor.id, 'policy', creditor.policy) : null
  const campaign = await changeCampaign(
    sql,
    { creditorId: creditor.id, id },
    action,
    by,
    now,
    policy && { name: policy.name, version: policy.version },
  )
  if (!campaign) throw new CampaignNotReady(action)
  return campaign
}
