/** Spans of HTTP, carriers and PostgreSQL: with routes, statements and codes; never values, bodies, queries of addresses, or headers. */
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici'
import { NodeSDK, resources } from '@opentelemetry/sdk-node'
import type { Span } from '@opentelemetry/api'

const NAMES = ['url.query', 'http.target', 'url.full', 'http.url']

/** What follows the question mark is somebody's; the path holds ids at most. */
function withoutQuery(span: Span): void {
  const { attributes = {} } = span as Span & { readonly attributes?: Readonly<Record<string, unknown>> }
  for (const name of NAMES) {
    const value = attributes[name]
    if (typeof value === 'string') span.setAttribute(name, name === 'url.query' ? '' : (value.split('?')[0] ?? ''))
  }
}

export function startTracing(): void {
  const sdk = new NodeSDK({
    // Only what the variables say of the process: its command line may hold an address with a password.
    resourceDetectors: [resources.envDetector],
    instrumentations: [
      new HttpInstrumentation({ requestHook: withoutQuery, applyCustomAttributesOnSpan: withoutQuery }),
      new UndiciInstrumentation({ requestHook: withoutQuery }),
      new PgInstrumentation({ enhancedDatabaseReporting: false, requireParentSpan: true }),
    ],
  })
  sdk.start()
  // What is collected leaves before the process does; nobody waits for it longer than the process itself.
  const flush = (): void => void sdk.shutdown().catch(() => undefined)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, flush)
  process.once('beforeExit', flush)
}
