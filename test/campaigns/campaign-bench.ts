/** A campaign on the tests' pipe: made and started as an operator would, with its progress as one would read it. */
import type { CampaignAction, CampaignId, LocalDate, SegmentFilter } from '#domain'
import { actOnCampaign, createCampaign, createSegment } from '#pipeline'
import { campaignProgress, type CampaignProgress, type Creditor, type NewCampaign } from '#store'
import { claimOf, type PipeBench } from '../support/pipe'

export const CONSUMERS: SegmentFilter = { field: 'kind', in: ['consumer'] }
export const A = { name: 'a', strategy: 'consumer', strategyVersion: 1, share: 100 } as const

export const email = (n: number): { email: string } => ({ email: `c${n}@example.nl` })
/** Each of a debtor of its own. */
export const many = (count: number, from = 1, due = '2027-01-07'): ReturnType<typeof claimOf>[] =>
  Array.from({ length: count }, (_, index) => claimOf(`${from + index}`, email(from + index), { dueOn: due as LocalDate }))

export type CampaignOptions = Partial<Omit<NewCampaign, 'segmentId'>> & { readonly filter?: unknown }

let campaigns = 0
export async function draft(
  { database, now }: PipeBench,
  creditor: Creditor,
  { filter = CONSUMERS, ...given }: CampaignOptions = {},
): Promise<CampaignId> {
  const name = `campaign ${++campaigns}`
  return database.transaction(async (sql) => {
    const segment = await createSegment(sql, creditor, `segment of ${name}`, filter, 'Noor', now)
    const campaign = await createCampaign(
      database,
      sql,
      creditor,
      {
        name,
        kind: 'reminders',
        enrolment: 'once',
        startsAt: now,
        contactsPerHour: null,
        callsPerDay: null,
        variants: given.kind === 'preference' ? [] : [A],
        ...given,
        segmentId: segment.id,
      },
      'Noor',
      now,
    )
    return campaign.id
  })
}

export const act = ({ database, now }: PipeBench, creditor: Creditor, id: CampaignId, action: CampaignAction): Promise<unknown> =>
  database.transaction((sql) => actOnCampaign(database, sql, creditor, { id, action, by: 'Noor' }, now))

export async function begin(bench: PipeBench, creditor: Creditor, options: CampaignOptions = {}): Promise<CampaignId> {
  const id = await draft(bench, creditor, options)
  await act(bench, creditor, id, 'start')
  return id
}

export async function progress(
  { database }: PipeBench,
  creditor: Creditor,
  id: CampaignId,
): Promise<CampaignProgress & { states: Record<string, number>; why: Record<string, number> }> {
  const found = await campaignProgress(database, { creditorId: creditor.id, id })
  const states: Record<string, number> = {}
  for (const { state, debtors } of found.enrolments) states[state] = (states[state] ?? 0) + debtors
  return { ...found, states, why: Object.fromEntries(found.excluded.map(({ reason, debtors }) => [reason, debtors])) }
}

export async function stateOf({ database }: PipeBench, id: CampaignId): Promise<string | undefined> {
  return (await database.query<{ state: string }>('select state from campaign where id = $1', [id]))[0]?.state
}

/** The journey a debtor runs now: strategy and whether it is a campaign's. */
export const running = (
  { database }: PipeBench,
  creditor: Creditor,
): Promise<{ debtor: string; strategy: string; campaign: string | null }[]> =>
  database.query(
    `select d.reference as debtor, j.strategy, j.campaign_id as campaign from journey j join debtor d on d.creditor_id = j.creditor_id and d.id = j.debtor_id
     where j.creditor_id = $1 and j.state = 'running' order by d.reference`,
    [creditor.id],
  )
