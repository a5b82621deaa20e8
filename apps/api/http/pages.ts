/** The built pages: files with a hash in their name for good, and the one page for every address that is a screen's. */
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import serveFiles from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const NO_SCREEN = /^\/(v1|docs|health|ready|metrics|webhooks|assets)(\/|\?|$)/

/** Without pages that were built there are none: the API is all there is then. */
export async function servePages(instance: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  await instance.register(serveFiles, {
    root: folder,
    prefix: '/',
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  instance.addHook('onRequest', async (request, reply) => {
    if (request.is404 && isScreen(request)) return reply.sendFile('index.html')
  })
}

const isScreen = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html') && !NO_SCREEN.test(url)
