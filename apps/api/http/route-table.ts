/** The routes as Fastify knows them: for 405 with what is allowed, and for whoever must see every route there is. */
import type { FastifyInstance } from 'fastify'
import type { RouteSettings } from './api-request'

export interface KnownRoute {
  readonly method: string
  /** Pattern, `/v1/creditors/:creditor`. */
  readonly url: string
  readonly settings: RouteSettings
}

export class RouteTable {
  readonly routes: KnownRoute[] = []

  /** Before the first route is added. A route under /v1 that does not say who may call it ends the start. */
  watch(instance: FastifyInstance): void {
    instance.addHook('onRoute', ({ method, url, config }) => {
      const settings = (config ?? {}) as RouteSettings
      if (url.startsWith('/v1') && settings.scope === undefined)
        throw new Error(`${String(method)} ${url}: a route under /v1 needs @ApiRoute with its scope`)
      for (const one of [method].flat()) this.routes.push({ method: one, url, settings })
    })
  }

  methodsOf(address: string): string[] {
    const path = address.split('?')[0]?.replace(/\/$/, '') ?? ''
    return [...new Set(this.routes.filter(({ url }) => fits(url, path)).map(({ method }) => method))].sort()
  }
}

function fits(pattern: string, path: string): boolean {
  const parts = pattern.replace(/\/$/, '').split('/')
  const given = path.split('/')
  return parts.length === given.length && parts.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
}
