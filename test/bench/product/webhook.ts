/** Product side of webhook: the webhooks process's own server; a call is kept as it came before it is answered, and worked off later by whoever turns the pipe. */
import 'reflect-metadata'
import type { AddressInfo } from 'node:net'
import { openMetrics } from '#lifecycle'
import { Database } from '#store'
import { openWebhooks } from '../../../apps/webhooks/webhooks.module'
import { AUTH_TOKEN, PUBLIC_URL } from '../../support/carriers/settings'
import { calledAt } from '../called'
import { NOW } from '../debtors'
import { runSide } from '../side'

void runSide(async (run) => {
  const database = await Database.open(run.url, 'flow')
  const carrierDoors = { twilio: { authTokens: [AUTH_TOKEN], publicUrl: PUBLIC_URL }, sendgrid: null, whatsapp: null }
  const app = await openWebhooks(
    { database, clock: () => NOW, onCall: () => undefined },
    { sandboxSecret: 'bench', carrierDoors },
    {
      readiness: () => Promise.resolve({ ready: true, parts: {} }),
      metrics: openMetrics(),
    },
  )
  await app.listen(0, '127.0.0.1')
  await database.query('select 1')
  const measured = await calledAt((app.getHttpServer().address() as AddressInfo).port, run, async (taken) => {
    const [row] = await database.query<{ kept: number; messages: number }>(
      'select count(*)::int as kept, count(distinct body)::int as messages from raw_call',
    )
    return row?.kept === taken && row.messages === run.n ? [] : [`kept ${JSON.stringify(row)} for ${taken} calls about ${run.n} messages`]
  })
  await app.close()
  await database.close()
  return measured
})
