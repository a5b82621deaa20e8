/** TRACES: the first import of each process, since what is loaded before it cannot be traced; without the standard variables it loads nothing. */
import { createRequire } from 'node:module'
import { tracingAsked } from '#settings'
import type { startTracing } from './start-tracing'

interface Starter {
  readonly startTracing: typeof startTracing
}

if (tracingAsked()) (createRequire(__filename)('./start-tracing') as Starter).startTracing()
