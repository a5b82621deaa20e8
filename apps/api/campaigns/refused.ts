/** What the pipeline refuses of a campaign, as problems; and who acts, as the audit keeps it. */
import { actorOf } from '#access'
import { CampaignNotReady, CampaignRefused, PreviewStale } from '#pipeline'
import { conflict, invalid } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'

export const actor = ({ caller }: TenantRequest): string => actorOf(caller)

export const orProblem = <T>(work: Promise<T>): Promise<T> =>
  work.catch((fault: unknown) => {
    if (fault instanceof CampaignRefused) throw invalid(fault.problems)
    if (fault instanceof CampaignNotReady) throw conflict('campaign-not-ready', 'The campaign is not in a state that allows this.')
    if (fault instanceof PreviewStale)
      throw conflict(fault.now === null ? 'preview-old' : 'preview-moved', `Look again before you start: ${fault.message}.`)
    throw fault
  })
