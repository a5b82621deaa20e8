/** In a campaign that is paused, or has just been stopped, no contact is decided; whatever else decide says holds. */
import type { Decision, Instant } from '#domain'
import { campaignOf, restingCampaigns, type DecisionToWrite, type Sql } from '#store'

/** A resume or a stop asks for a fresh decision; this only makes sure that somebody looks if neither comes. */
const LOOK_AGAIN_MS = 7 * 86_400_000
/** Who was about to be asked goes on with their own journey at once. */
const QUESTION_DROPPED_MS = 60_000

export async function restInCampaigns(sql: Sql, decisions: readonly DecisionToWrite[], now: Instant): Promise<readonly DecisionToWrite[]> {
  const contacts = decisions.flatMap(({ snapshot, decision }) => {
    const campaignId = decision.kind === 'contact' ? campaignOf(snapshot, decision) : null
    return campaignId === null ? [] : [{ creditorId: snapshot.creditorId, campaignId }]
  })
  const resting = await restingCampaigns(sql, contacts)
  if (resting.size === 0) return decisions
  return decisions.map((write) =>
    resting.has(campaignOf(write.snapshot, write.decision) ?? '') ? { ...write, decision: rested(write.decision, now) } : write,
  )
}

function rested(decision: Decision, now: Instant): Decision {
  if (decision.kind !== 'contact') return decision
  const reviewAt = now + (decision.contact.phase === 'preference' ? QUESTION_DROPPED_MS : LOOK_AGAIN_MS)
  return { kind: 'wait', reasons: [{ code: 'campaign-paused' }], reviewAt: reviewAt as Instant }
}
