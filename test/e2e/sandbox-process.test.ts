/** The sandbox carrier of the one process: when something kills it, messages leave again without anybody's help. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createSandboxDrivers } from '#channels'
import type * as Sandbox from '../../apps/standalone/sandbox-process'
import { carrierFolder, endCarriers } from '../support/carrier'
import { deliveryTo } from '../support/deliveries'
import { expectSoon } from '../support/soon'

// As built, since it starts the built carrier beside it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { startSandbox } = require('../../dist/apps/standalone/sandbox-process') as typeof Sandbox
const said: string[] = []
const log = {
  info: (_: object, line: string): void => void said.push(line),
  error: (_: object, line: string): void => void said.push(line),
}
afterAll(endCarriers)

const ownCarrier = (): number => {
  const rows = execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
  return Number(
    rows.find(([, parent, ...command]) => parent === String(process.pid) && command.join(' ').includes('sandbox-carrier/main'))?.[0],
  )
}

test('killed, it says so, listens where it did, and still knows what it accepted', async () => {
  const folder = await carrierFolder()
  const sandbox = await startSandbox(
    { folder, seed: 'x', behaviour: 'calm', clock: 'system', callbackUrl: 'http://127.0.0.1:9/', callbackSecret: 'x' },
    log,
  )
  const drivers = createSandboxDrivers({ url: sandbox.url, folder: join(folder, 'batches'), timeoutMs: 30_000, connections: 4 })
  const before = deliveryTo('email', 'voor@klant.example')
  expect(await drivers.email.deliver(before)).toMatchObject({ kind: 'accepted' })

  process.kill(ownCarrier(), 'SIGKILL')
  await expectSoon(
    () => Promise.resolve(said),
    ['the sandbox carrier ended unexpectedly and is started again', 'the sandbox carrier runs again'],
  )
  expect(await drivers.email.deliver(deliveryTo('email', 'na@klant.example'))).toMatchObject({ kind: 'accepted' })
  expect(await (await fetch(`${sandbox.url}/hand-overs/${before.handOverId}?channel=email`)).json()).toMatchObject({ accepted: true })

  await Promise.all([drivers.email, drivers.sms, drivers.whatsapp, drivers.letter].map((driver) => driver.close()))
  await sandbox.stop()
  await expect(fetch(`${sandbox.url}/stats`)).rejects.toThrow()
  expect(said).toHaveLength(2)
})
