/** A fault run: processes that run apart deliver a portfolio while workers, schedulers, Redis and connections are struck; then it is counted. */
import { setTimeout as pause } from 'node:timers/promises'
import { readSettings, settingsWith } from '#settings'
import type { Instant, LocalDate } from '#domain'
import { answerWithinMs, closeDrivers, openPipe, turn, type Pipe } from '#pipeline'
import { openSandboxSide, type OpenCarrierSide } from './carrier-side'
import { strike, type Struck } from './faults'
import { findingsOf, type Findings } from './findings'
import { LEASE_SECONDS, openFaultHouse, type House } from './house'
import { fillPortfolio } from './portfolio'

export interface FaultRunOptions {
  /** Of an empty database that may be filled. */
  readonly databaseUrl: string
  readonly contacts: number
  readonly workers: number
  readonly pacePerSecond: number
  /** Between two faults, on average. */
  readonly everyMs: number
  /** Left out: the sandbox carrier. */
  readonly carriers?: OpenCarrierSide
}

export interface FaultRun extends Findings {
  readonly struck: readonly Struck[]
  readonly seconds: number
}

const LOOK_MS = 100
const MINUTE = 60_000
/** A carrier's own word on when to come again is waited for. */
const SOON = 20_000
/** By then unknown outcomes are looked up, and after a day become tasks. */
const LOOK_UP_AFTER = 3 * MINUTE
const TASK_AFTER = 25 * 60 * MINUTE

export async function runFaults(options: FaultRunOptions): Promise<FaultRun> {
  const began = Date.now() as Instant
  const house = await openFaultHouse(options.databaseUrl, options.workers, options.carriers ?? openSandboxSide, began)
  try {
    await fillPortfolio(house.flow, options, house.carriers.reach, new Date(began).toISOString().slice(0, 10) as LocalDate, began)
    const state = { done: false }
    const [struck] = await Promise.all([strike(house, options.everyMs, () => state.done), allLeft(house, options.contacts).finally(() => { state.done = true })])
    await house.carriers.calmDown()
    const unorderly = await house.stop()
    await settle(house, began)
    const findings = await findingsOf(house.flow, house.carriers, options.contacts)
    return { ...findings, faults: [...findings.faults, ...unorderly], struck, seconds: (Date.now() - began) / 1000 }
  } finally {
    await house.close()
  }
}

/** Until every debtor has a contact, and none is on its way any more; what a carrier's trouble has put off by minutes is left to later. */
async function allLeft({ flow }: House, contacts: number): Promise<void> {
  for (;;) {
    const [row] = await flow.query<{ made: number; moving: number }>(
      `select count(*)::int as made, count(*) filter (where state in ('planned', 'sending') or state = 'queued' and due_at < $1)::int as moving
       from contact_attempt where state not in ('suppressed', 'expired')`, [new Date(Date.now() + SOON)])
    if (row && row.made >= contacts && row.moving === 0) return
    await pause(LOOK_MS)
  }
}

/** Business time is an argument: the hours in which unknown outcomes are looked up, and become tasks, need not be waited for. */
async function settle({ flow, settings, folder }: House, began: Instant): Promise<void> {
  const log = { info: () => undefined, error: () => undefined }
  const given = settingsWith(readSettings(settings), 'sandboxUrl')
  const pipe = openPipe({
    ...given, database: flow, clock: () => began, sandboxUrl: given.sandboxUrl, dataFolder: folder, log, answerWithinMs: answerWithinMs(LEASE_SECONDS),
  })
  for (const later of [0, LOOK_UP_AFTER, TASK_AFTER]) await rest(pipe, (Date.now() + later) as Instant)
  await closeDrivers(pipe)
}

async function rest(pipe: Pipe, now: Instant): Promise<void> {
  while (await turn(pipe, now) > 0) await pipe.belt.idle()
}
