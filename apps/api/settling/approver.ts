/** Who may accept an arrangement that goes beyond what the desk may agree to alone: an approver, and never its own proposer. */
import { mayDo } from '#access'
import { forbidden } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'

export function requireApprover(
  { caller, creditorId }: TenantRequest,
  proposals: readonly { readonly proposedBy: string }[],
  by: string = caller.id,
): void {
  if (!mayDo(caller, 'approvals:write', creditorId))
    throw forbidden('An arrangement beyond the limits is accepted or refused by an approver.')
  if (proposals.some(({ proposedBy }) => proposedBy === by))
    throw forbidden('You proposed this arrangement yourself: somebody else decides.')
}
