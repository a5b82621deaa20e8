/** Chooses the campaign a command is for, by its name. */
import { findCampaign, type Creditor, type StoredCampaign } from '#store'
import { chooseCreditor } from './choose-creditor'
import { answerIsNo } from './exit-codes'
import type { Session } from './session'

export async function chooseCampaign(
  session: Session,
  code: string | undefined,
  name: string,
): Promise<{ creditor: Creditor; campaign: StoredCampaign }> {
  const creditor = await chooseCreditor(session, code)
  const campaign = await session.read(creditor.id, (sql) => findCampaign(sql, creditor.id, name))
  if (!campaign) throw answerIsNo(`${creditor.code} has no campaign ${name}`)
  return { creditor, campaign }
}
