/** GET /v1/creditors/{creditor}/debtors/{debtor}/files: everything that a debtor sent along, over all their messages. */
import { Controller, Get } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { filesOfDebtor } from '#store'
import { At, Uuid } from '../http/fields'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { FileView } from '../inbox/files.controller'
import { instant, ofDebtor } from '../settling/of-debtor'

class FileOfDebtorView extends FileView {
  @Uuid({ description: 'with which it came, and under which it is read' }) readonly message!: string
  @At() readonly at!: string
}

@Controller('v1/creditors/:creditor/debtors/:debtor/files')
@ApiTags('History')
export class FilesOfDebtorController {
  @Get()
  @ApiRoute({
    scope: 'messages:read',
    summary: 'List the files of a debtor',
    more: 'The latest 200, the latest first.',
    answer: [FileOfDebtorView],
  })
  async listFilesOfDebtor(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<FileOfDebtorView[]> {
    return (await filesOfDebtor(tenant.sql, await ofDebtor(tenant, debtor))).map(({ at, ...file }) => ({ ...file, at: instant(at) }))
  }
}
