/** The short form of `npm run faults`: everything but the carrier is struck while contacts leave; none is lost, none comes twice. */
import { createTestDatabase, type TestDatabase } from '../support/postgres'
import { endCarriers } from '../support/carrier'
import { endPrograms } from '../support/processes'
import { NO_REDIS } from '../support/redis'
import { openSandboxSide, type OpenCarrierSide } from './carrier-side'
import { FAULTS } from './faults'
import { runFaults } from './run'

const CONTACTS = 200

let database: TestDatabase, second: TestDatabase
beforeAll(async () => {
  ;[database, second] = await Promise.all([createTestDatabase(), createTestDatabase()])
})
afterAll(async () => {
  endPrograms()
  await endCarriers()
  await Promise.all([database.drop(), second.drop()])
})

const withRedis = NO_REDIS === null ? test : test.skip

withRedis(
  `workers, schedulers, Redis and connections are struck while contacts leave${NO_REDIS === null ? '' : ` (${NO_REDIS})`}`,
  async () => {
    const run = await runFaults({ databaseUrl: database.url, contacts: CONTACTS, workers: 2, pacePerSecond: 60, everyMs: 700 })
    process.stdout.write(
      `${run.struck.map(({ fault, inFlight }) => `${fault} with ${inFlight} in flight`).join(', ')}; ${run.accepted} accepted, ${run.refused} refused, ${
        run.unknown
      } unknown with a task, ${run.onceUnknown} unknown for a time; ${run.seconds.toFixed(0)} s\n`,
    )
    expect(run.faults).toEqual([])
    expect(run.accepted + run.refused + run.unknown).toBe(CONTACTS)
    // A strike that hit nothing proves nothing.
    expect(new Set(run.struck.map(({ fault }) => fault)).size).toBe(FAULTS.length)
    expect(Math.min(...run.struck.map(({ inFlight }) => inFlight))).toBeGreaterThan(0)
    expect(run.onceUnknown).toBeGreaterThan(0)
  },
)

withRedis('a program that does not start ends the run, and says why', async () => {
  const broken: OpenCarrierSide = async (folder, door) => {
    const side = await openSandboxSide(folder, door)
    return { ...side, settings: { ...side.settings, TWILIO_ACCOUNT_SID: 'half' } }
  }
  await expect(
    runFaults({ databaseUrl: second.url, contacts: 1, workers: 1, pacePerSecond: 1, everyMs: 700, carriers: broken }),
  ).rejects.toThrow(/did not start.*TWILIO_ACCOUNT_SID/s)
})

withRedis('a program that ends unasked ends the run, and says which', async () => {
  const deadly: OpenCarrierSide = async (folder, door) => {
    const side = await openSandboxSide(folder, door)
    return {
      ...side,
      inFlight: () => {
        endPrograms()
        return side.inFlight()
      },
    }
  }
  await expect(
    runFaults({ databaseUrl: second.url, contacts: 1, workers: 1, pacePerSecond: 1, everyMs: 1, carriers: deadly }),
  ).rejects.toThrow(/ended by itself with SIGKILL/)
})
