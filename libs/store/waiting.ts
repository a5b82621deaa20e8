/** Who has contacts waiting: found by one look per creditor, channel and campaign, however many wait there. */

/** In the place of no campaign, as in the index `contact_attempt_queue`. */
export const NO_CAMPAIGN = '00000000-0000-0000-0000-000000000000'
export const CAMPAIGN_OF = (attempt: string): string => `coalesce(${attempt}.campaign_id, '${NO_CAMPAIGN}'::uuid)`

const FIRST = `select a.creditor_id, a.channel, ${CAMPAIGN_OF('a')} as campaign_id, a.due_at from contact_attempt a where a.state = 'queued'`
const IN_ORDER = `order by a.creditor_id, a.channel, ${CAMPAIGN_OF('a')}, a.due_at, a.id limit 1`

/** `with recursive waiting`: every queue with the due date of its first contact; each step leaps over the rest of the queue by the index. */
export const WAITING = `
  with recursive waiting as (
    (${FIRST} ${IN_ORDER})
    union all
    select n.* from waiting w cross join lateral (
      ${FIRST} and (a.creditor_id, a.channel, ${CAMPAIGN_OF('a')}) > (w.creditor_id, w.channel, w.campaign_id) ${IN_ORDER}
    ) n
  )`

/** True for a queue or attempt of no campaign, or of one that runs. */
export const RUNS = (creditorId: string, campaignId: string): string =>
  `(${campaignId} is null or ${campaignId} = '${NO_CAMPAIGN}' or exists (select from campaign c where c.creditor_id = ${creditorId} and c.id = ${campaignId} and c.state = 'running'))`
