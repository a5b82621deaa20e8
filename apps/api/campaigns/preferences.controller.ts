/** What debtors said of the channels they want, and the admin's switch of sensitive attributes. */
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { DebtorId } from '#domain'
import { allowSensitiveAttributes, channelPreferences, lockDebtor, readDebtorRecord, recordPreferences, type DebtorKey } from '#store'
import { Flag } from '../http/fields'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { PreferencesBody, preferenceView, PreferenceView } from './campaign.dto'
import { actor } from './refused'

class SensitiveAttributesBody {
  @Flag({ description: 'whether attributes of origin, nationality and birth may be imported and filtered by' }) allowed!: boolean
}

@Controller('v1/creditors/:creditor')
@ApiTags('Debtors')
export class PreferencesController {
  @Get('debtors/:debtor/channel-preferences')
  @ApiRoute({ scope: 'debtors:read', summary: 'The channels a debtor asked for', more: 'By type of document.', answer: [PreferenceView] })
  async readPreferences(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<PreferenceView[]> {
    return (await channelPreferences(tenant.sql, await find(tenant, debtor))).map(preferenceView)
  }

  @Post('debtors/:debtor/channel-preferences')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Note the channels a debtor asks for',
    answer: [PreferenceView],
    more: 'The answer to a campaign that asked, or to whoever did. For reminders it outranks every preference that others filled in.',
  })
  async notePreferences(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { preferences }: PreferencesBody,
  ): Promise<PreferenceView[]> {
    const key = await find(tenant, debtor)
    await lockDebtor(tenant.sql, key)
    await recordPreferences(tenant.sql, key, preferences, actor(tenant), tenant.now)
    return (await channelPreferences(tenant.sql, key)).map(preferenceView)
  }

  @Post('sensitive-attributes')
  @HttpCode(204)
  @ApiRoute({
    scope: 'admin',
    audited: true,
    summary: 'Allow sensitive attributes, or forbid them again',
    status: 204,
    more: 'Kept in the audit log with the key that did it (discrimination, AVG).',
  })
  async allowSensitive(@Tenant() tenant: TenantRequest, @Body() { allowed }: SensitiveAttributesBody): Promise<void> {
    await allowSensitiveAttributes(tenant.sql, tenant.creditorId, allowed, actor(tenant), tenant.now)
  }
}

async function find({ sql, creditorId }: TenantRequest, debtor: string): Promise<DebtorKey> {
  const key = { creditorId, debtorId: debtor as DebtorId }
  if (!(await readDebtorRecord(sql, key))) throw notFound('debtor')
  return key
}
