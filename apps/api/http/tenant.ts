/** @Tenant(): hands a handler the request's own transaction and creditor. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { ApiRequest } from './api-request'
import type { TenantRequest } from './tenant-request'

export const Tenant = createParamDecorator((_: unknown, context: ExecutionContext): TenantRequest => {
  const { tenant } = context.switchToHttp().getRequest<ApiRequest>()
  if (!tenant) throw new Error('a route outside /v1 has no tenant')
  return tenant
})
