/** A campaign that runs, for contacts that were decided already. */
import { newId, type Creditor } from '#store'
import { TUESDAY, type PipeBench } from './pipe'

export async function joinCampaign({ database }: PipeBench, creditor: Creditor, contactsPerHour: number | null): Promise<string> {
  const [segment, campaign] = [newId(), newId()]
  await database.query(
    `insert into segment (creditor_id, id, name, version, filter, created_by, created_at) values ($1, $2, 'all', 1, '{}', 'test', $3)`,
    [creditor.id, segment, new Date(TUESDAY)],
  )
  await database.query(
    `insert into campaign (creditor_id, id, name, kind, segment_id, enrolment, variants, starts_at, contacts_per_hour, state, created_by, created_at)
     values ($1, $2, 'spring', 'reminders', $3, 'continuous', '[]', $4, $5, 'running', 'test', $4)`,
    [creditor.id, campaign, segment, new Date(TUESDAY), contactsPerHour],
  )
  await database.query(`update contact_attempt set campaign_id = $2 where creditor_id = $1`, [creditor.id, campaign])
  return campaign
}

export const setCampaign = ({ database }: PipeBench, campaign: string, state: 'running' | 'paused'): Promise<unknown> =>
  database.query('update campaign set state = $2 where id = $1', [campaign, state])
