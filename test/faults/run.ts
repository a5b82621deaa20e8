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
/** Longer than a lease, a restart and a carrier's word on when to come again, one after the other. */
const STUCK_MS = 2 * MINUTE
/** Far more than the contacts of any run need. */
const MOST_TURNS = 10_000
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
    const struck = await underFire(house, options)
    const untold = await house.carriers.calmDown()
    const unorderly = await house.stop()
    await settle(house, began)
    const findings = await findingsOf(house.flow, house.carriers, options.contacts)
    return { ...findings, faults: [...findings.faults, ...untold, ...unorderly], struck, seconds: (Date.now() - began) / 1000 }
  } finally {
    await house.close()
  }
}

async function underFire(house: House, { contacts, everyMs }: FaultRunOptions): Promise<readonly Struck[]> {
  const state = { over: false }
  const isOver = (): boolean => state.over
  const over = (): void => {
    state.over = true
  }
  const striking = strike(house, everyMs, isOver).finally(over)
  const leaving = allLeft(house, contacts, isOver).finally(over)
  // Whichever fails, the other has ended before anything is closed.
  await Promise.allSettled([striking, leaving])
  await leaving
  return striking
}

/** Until every debtor has a contact, and none is on its way any more; what a carrier's trouble has put off by minutes is left to later. */
async function allLeft({ flow, died }: House, contacts: number, isOver: () => boolean): Promise<void> {
  let last = ''
  for (let since = performance.now(); !isOver(); await pause(LOOK_MS)) {
    const [words] = died()
    if (words !== undefined) throw new Error(words)
    const [row] = await flow.query<{ made: number; moving: number }>(
      `select count(*)::int as made, count(*) filter (where state in ('planned', 'sending') or state = 'queued' and due_at < $1)::int as moving
       from contact_attempt where state not in ('suppressed', 'expired')`,
      [new Date(Date.now() + SOON)],
    )
    if (row && row.made >= contacts && row.moving === 0) return
    const now = `${row?.made} contacts are made, ${row?.moving} on their way`
    if (now !== last) since = performance.now()
    else if (performance.now() - since > STUCK_MS) throw new Error(`nothing leaves any more: ${now}`)
    last = now
  }
}

/** Business time is an argument: the hours in which unknown outcomes are looked up, and become tasks, need not be waited for. */
async function settle({ flow, settings, folder }: House, began: Instant): Promise<void> {
  const log = { info: () => undefined, error: () => undefined }
  const given = settingsWith(readSettings(settings), 'sandboxUrl')
  const pipe = openPipe({
    ...given,
    database: flow,
    clock: () => began,
    sandboxUrl: given.sandboxUrl,
    dataFolder: folder,
    log,
    answerWithinMs: answerWithinMs(LEASE_SECONDS),
  })
  for (const later of [0, LOOK_UP_AFTER, TASK_AFTER]) await rest(pipe, (Date.now() + later) as Instant)
  await closeDrivers(pipe)
}

async function rest(pipe: Pipe, now: Instant): Promise<void> {
  for (let turns = 0; (await turn(pipe, now)) > 0; turns++) {
    if (turns === MOST_TURNS) throw new Error('the pipe does not come to rest')
    await pipe.belt.idle()
  }
}
