/** Product side of dispatch: the pipe as it runs, with its ticker and a belt in the process or over Redis, until every contact that is due has been handed over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '#domain'
import { openPipe, openRedisBelt, takeChunks } from '#pipeline'
import { Database } from '#store'
import { openTicker } from '../../../apps/scheduler/scheduler.module'
import { NOW } from '../debtors'
import { runSide, timed } from '../side'

interface Left {
  readonly handedOver: number
  readonly accepted: number
  readonly worded: number
  readonly told: number
}

void runSide(async ({ url: databaseUrl, told }) => {
  const database = await Database.open(databaseUrl, 'flow')
  const dataFolder = mkdtempSync(join(tmpdir(), 'tijdig-bench-'))
  const faults: string[] = []
  const log = { info: () => undefined, error: (fields: object, message: string) => void faults.push(`${message} ${JSON.stringify(fields)}`) }
  const url = String(told.carrier)
  const connected = told.sms === true
    ? { twilio: { url, accountSid: 'AC0123456789abcdef0123456789abcdef', authToken: 'bench-token', from: { address: '+3197010200300' } }, publicUrl: 'https://bench.example' }
    : { whatsapp: { url, graphVersion: 'v25.0', phoneNumberId: '106540352242922', token: 'bench-token' } }
  const from = performance.now()
  // Time passes: what a busy machine made miss its slot is due again a second later.
  const clock = (): Instant => (NOW + Math.floor(performance.now() - from)) as Instant
  const redis = told.redis === undefined ? null : await openRedisBelt({ redisUrl: String(told.redis), redisPrefix: 'bench' }, log)
  const pipe = openPipe({ ...(redis && { belt: redis }), database, clock, sandboxUrl: url, dataFolder, redirectAllTo: null, log, answerWithinMs: 10_000, ...connected })
  const ticker = openTicker(pipe, clock)
  await database.query('select 1')
  const measured = await timed(async () => {
    if (redis) takeChunks(pipe, redis, clock)
    ticker.start()
    // Asked for only when the belt is empty: looking is no part of what is measured.
    while (await pipe.belt.depth() > 0 || await unfinished(database)) await new Promise((resolve) => setTimeout(resolve, 20))
    await ticker.stop()
    const [row] = await database.query<{ n: number }>(`select count(*)::int as n from contact_attempt where state = 'handed-over'`)
    return row?.n ?? 0
  })
  const [left] = await database.query<Left>(CHECK)
  await Promise.all([pipe.drivers.email, pipe.drivers.sms, pipe.drivers.whatsapp, pipe.drivers.letter].map((driver) => driver.close()))
  await database.close()
  rmSync(dataFolder, { recursive: true })
  const same = left !== undefined && [left.accepted, left.worded, left.told].every((count) => count === left.handedOver)
  return { ...measured, problems: [...new Set(faults), ...(same ? [] : [`kept unevenly: ${JSON.stringify(left)}`])] }
})

const unfinished = async (database: Database): Promise<boolean> =>
  (await database.query(`(select from contact_attempt where state = 'queued' limit 1) union all (select from contact_attempt where state = 'sending' limit 1)`)).length > 0

/** By hashing: the flow's plans are made for reading by key. */
const CHECK = `
  select (select count(*) from contact_attempt where state = 'handed-over')::int as "handedOver",
    (select count(*) from hand_over where state = 'accepted' and carrier_reference is not null and message_hash is not null)::int as accepted,
    (select count(*) from message_body b join hand_over h on h.creditor_id = b.creditor_id and h.id = b.hand_over_id and h.state = 'accepted')::int as worded,
    (select count(*) from (select hand_over_id from contact_event where kind = 'sending' intersect select hand_over_id from contact_event where kind = 'accepted') both_told)::int as told`
