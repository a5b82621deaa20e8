/** The faults: each waits until requests are in flight at the carrier, and notes how many were. */
import { setTimeout as pause } from 'node:timers/promises'
import { OBSERVER, SCHEDULERS, type House } from './house'

export const FAULTS = ['worker', 'scheduler', 'redis', 'connections'] as const
/** Only where the carriers know how to go away. */
const CARRIER = 'carrier'
export type Fault = (typeof FAULTS)[number] | typeof CARRIER

export interface Struck {
  readonly fault: Fault
  readonly inFlight: number
}

const REDIS_AWAY_MS = 800

/** Strikes in turn, after chance pauses, until the work is done; what was struck comes back while others are struck. */
export async function strike(house: House, everyMs: number, isDone: () => boolean): Promise<Struck[]> {
  const struck: Struck[] = []
  const mending = new Map<Fault, Promise<void>>()
  let broken: Error | undefined
  const isOver = (): boolean => isDone() || broken !== undefined
  const faults: readonly Fault[] = house.carriers.goAway ? [...FAULTS, CARRIER] : FAULTS
  for (let turn = 0; !isOver(); turn++) {
    await pause(everyMs * (0.5 + Math.random()))
    const fault = faults[turn % faults.length] ?? 'worker'
    await mending.get(fault)
    const inFlight = await whenInFlight(house, isOver)
    if (inFlight === 0) break
    struck.push({ fault, inFlight })
    // What does not come back ends the run: nothing would be on its way any more.
    mending.set(
      fault,
      begin(house, fault, Math.floor(turn / faults.length)).catch((reason: unknown) => {
        broken = reason instanceof Error ? reason : new Error('a fault without words')
      }),
    )
  }
  await Promise.all(mending.values())
  if (broken !== undefined) throw broken
  return struck
}

async function whenInFlight({ carriers }: House, isDone: () => boolean): Promise<number> {
  while (!isDone()) {
    const inFlight = await carriers.inFlight()
    if (inFlight > 0) return inFlight
    await pause(2)
  }
  return 0
}

/** Ends when what was struck is there again. */
async function begin(house: House, fault: Fault, round: number): Promise<void> {
  switch (fault) {
    case 'worker':
      return house.replace(SCHEDULERS + (round % (house.programs.length - SCHEDULERS)))
    case 'scheduler':
      return house.replace(round % SCHEDULERS)
    case 'redis':
      await house.redis.kill()
      await pause(REDIS_AWAY_MS)
      return house.redis.start()
    case 'connections':
      return cut(house)
    case CARRIER:
      return house.carriers.goAway?.()
  }
}

/** As a restarting server or a broken network does, in the middle of whatever they do; our own are left alone. */
async function cut({ owner }: House): Promise<void> {
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and application_name <> '${OBSERVER}' and random() < 0.5`,
  )
}
