/** The campaign that an address names, or the problem that it is not there. */
import type { CampaignId } from '#domain'
import { getCampaign, type StoredCampaign } from '#store'
import { notFound } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'

export async function foundCampaign({ sql, creditorId }: TenantRequest, id: string): Promise<StoredCampaign> {
  const campaign = await getCampaign(sql, creditorId, id as CampaignId)
  if (!campaign) throw notFound('campaign')
  return campaign
}
