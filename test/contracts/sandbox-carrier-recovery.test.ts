/** Nothing that the sandbox carrier answered for is lost by a kill -9, and what it had not accepted is not made up afterwards. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createSandboxDrivers, type Drivers } from '#channels'
import { carrierFolder, endCarriers, startCallbackReceiver, startCarrier, type RunningCarrier } from '../support/carrier'
import { batchOf, deliveryTo, letterTo } from '../support/deliveries'
import { PATIENCE_MS } from '../support/soon'

const START = '2027-01-19T09:00:00.000Z'
const LATER = '2027-03-01T00:00:00.000Z'
afterAll(endCarriers)

const driversOf = ({ url, folder }: RunningCarrier): Drivers =>
  createSandboxDrivers({ url, folder: join(folder, 'batches'), timeoutMs: 30_000, connections: 32 })
const close = async (drivers: Drivers): Promise<void> => {
  await Promise.all([drivers.email, drivers.sms, drivers.whatsapp, drivers.letter].map((driver) => driver.close()))
}
const acceptedIn = async (carrier: RunningCarrier): Promise<string[]> =>
  (await carrier.log()).flatMap((line) => (line.type === 'accepted' && line.handOverId !== undefined ? [line.handOverId] : []))

test('killed with requests in flight, five times: every answer holds, the outbox shows exactly what was accepted, and all receipts come', async () => {
  const receiver = await startCallbackReceiver()
  const options = {
    clock: 'driven',
    now: START,
    callbackUrl: receiver.url,
    callbackSecret: receiver.secret,
    folder: await carrierFolder(),
  } as const
  const sent = new Set<string>()
  const promised = new Set<string>()
  // A life whose last answers were all on their way already when it ended shows nothing of a request in flight, and is lived again.
  for (let life = 0, struck = 0; struck < 5; life += 1) {
    const carrier = await startCarrier(options)
    const drivers = driversOf(carrier)
    let answers = 0
    const running = Array.from({ length: 300 }, async (_, index) => {
      const delivery = deliveryTo('email', `p${life}-${index}@klant.example`)
      sent.add(delivery.handOverId)
      const outcome = await drivers.email.deliver(delivery)
      if (outcome.kind === 'accepted') promised.add(delivery.handOverId)
      answers += 1
      // Others are in flight: the pool holds 32 at a time, and 300 were asked for.
      if (answers === 40 + struck * 30) await carrier.kill()
      return outcome.kind
    })
    const kinds = new Set(await Promise.all(running))
    expect(kinds).toContain('accepted')
    if (kinds.has('unknown')) struck += 1
    await close(drivers)
  }

  const carrier = await startCarrier(options)
  const accepted = await acceptedIn(carrier)
  expect(new Set(accepted).size).toBe(accepted.length)
  for (const id of promised) expect(accepted).toContain(id)
  for (const id of accepted) expect(sent).toContain(id)
  const shown = await readdir(join(carrier.folder, 'outbox/email'))
  expect(shown.map((name) => name.slice(-12, -4)).sort()).toEqual(accepted.map((id) => id.slice(-8)).sort())
  expect(new Set(shown.map((name) => name.slice(11, 17))).size).toBe(shown.length)

  expect(await carrier.setClock(LATER)).toBeNull()
  const told = new Set(
    receiver.callbacks.map((callback) => (callback.kind === 'receipt' ? `${callback.handOverId} ${callback.status}` : '')),
  )
  expect(told).toEqual(new Set(accepted.flatMap((id) => [`${id} sent`, `${id} delivered`])))
  expect(receiver.callbacks).toHaveLength(told.size)
  await carrier.stop()
  await receiver.close()
})

/** Files may grow by so much and no further, as where a disk is full; null: by any length again. */
const room = async ({ pid, folder }: RunningCarrier, bytes: number | null): Promise<void> => {
  const most = bytes === null ? 'unlimited' : (await stat(join(folder, 'accepted.jsonl'))).size + bytes
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${most}:unlimited`])
}

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('a disk that is full for a while: what is answered for holds, the rest may be asked again, and the log can be read', async () => {
  const receiver = await startCallbackReceiver()
  const options = {
    clock: 'driven',
    now: START,
    callbackUrl: receiver.url,
    callbackSecret: receiver.secret,
    folder: await carrierFolder(),
  } as const
  const carrier = await startCarrier(options)
  const drivers = driversOf(carrier)
  const promised = new Set<string>()
  const send = async (round: string, count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const delivery = deliveryTo('email', `${round}-${index}@klant.example`)
        const outcome = await drivers.email.deliver(delivery)
        if (outcome.kind === 'accepted') promised.add(delivery.handOverId)
        return outcome.kind
      }),
    )
  expect(new Set(await send('before', 40))).toEqual(new Set(['accepted']))
  await room(carrier, 100)
  expect(new Set(await send('full', 20))).toEqual(new Set(['unknown']))
  const batch = batchOf([letterTo('Voorbeeld')])
  expect([...(await drivers.letter.printBatch(batch)).values()].map(({ kind }) => kind)).toEqual(['unknown'])
  await room(carrier, null)
  expect(new Set(await send('after', 20))).toEqual(new Set(['accepted']))
  await close(drivers)
  await carrier.kill()

  const again = await startCarrier(options)
  expect(new Set(await acceptedIn(again))).toEqual(promised)
  expect(await again.setClock(LATER)).toBeNull()
  expect(new Set(receiver.callbacks.map((callback) => (callback.kind === 'receipt' ? callback.handOverId : ''))).size).toBe(promised.size)
  await again.stop()
  await receiver.close()
})

test('after a restart the clock stands where it stood, and nobody is told twice what was taken', async () => {
  const receiver = await startCallbackReceiver()
  const options = {
    clock: 'driven',
    callbackUrl: receiver.url,
    callbackSecret: receiver.secret,
    folder: await carrierFolder(),
    behaviour: 'lively',
  } as const
  const first = await startCarrier({ ...options, now: START })
  const drivers = driversOf(first)
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => drivers.whatsapp.deliver(deliveryTo('whatsapp', `+316100${String(index).padStart(5, '0')}`))),
  )
  const next = await first.setClock('2027-01-19T09:00:20.000Z')
  const before = receiver.callbacks.length
  await close(drivers)
  await first.stop()

  const second = await startCarrier(options)
  expect(await second.setClock('2027-01-19T09:00:20.000Z')).toBe(next)
  expect(receiver.callbacks).toHaveLength(before)
  const again = driversOf(second)
  const delivery = deliveryTo('email', 'ok@klant.example')
  await again.email.deliver(delivery)
  expect((await second.log()).find(({ type, handOverId }) => type === 'accepted' && handOverId === delivery.handOverId)?.at).toBe(
    '2027-01-19T09:00:20.000Z',
  )
  await close(again)
  await second.stop()
  await receiver.close()
})

test('half a line at the end of the log is cut off, and the rest still counts', async () => {
  const first = await startCarrier()
  const drivers = driversOf(first)
  await drivers.sms.deliver(deliveryTo('sms', '+31612300001'))
  await close(drivers)
  await first.kill()
  await appendFile(join(first.folder, 'accepted.jsonl'), `{"type":"received","handOverId":"${'x'.repeat(100_000)}`)

  const second = await startCarrier({ folder: first.folder })
  expect(await second.stats()).toMatchObject({ received: 1, accepted: 1 })
  const after = driversOf(second)
  await after.sms.deliver(deliveryTo('sms', '+31612300001'))
  expect((await second.log()).map(({ type }) => type)).toEqual(['received', 'accepted', 'received', 'accepted'])
  await close(after)
  await second.stop()
})

test('a batch that was interrupted is printed once under its number', async () => {
  const folder = await carrierFolder()
  const first = await startCarrier({ folder, clock: 'driven', now: START })
  const drivers = driversOf(first)
  const batch = batchOf(Array.from({ length: 6 }, (_, index) => letterTo(`Debiteur ${index}`)))
  const outcome = drivers.letter.printBatch(batch)
  await appeared(join(folder, 'accepted.jsonl'), '"channel":"letter"')
  await first.kill()
  // Killed anywhere between the first letter and the answer: accepted or unknown, never anything that would let a letter go out in another batch.
  for (const { kind } of (await outcome).values()) expect(['accepted', 'unknown']).toContain(kind)
  await close(drivers)

  const second = await startCarrier({ folder, clock: 'driven' })
  const again = driversOf(second)
  const answers = await again.letter.printBatch(batch)
  expect([...answers.values()].map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'accepted'))
  expect(await again.letter.printBatch(batch)).toEqual(answers)
  expect(await second.stats()).toMatchObject({ accepted: 6, handOvers: 6, doubles: 0 })
  expect((await readdir(join(folder, 'outbox/letters', batch.id))).filter((name) => name.endsWith('.pdf'))).toHaveLength(6)
  await close(again)
  await second.stop()
})

test('the carrier ends when the process that started it dies', async () => {
  const folder = await carrierFolder()
  const main = join(__dirname, '../../dist/apps/sandbox-carrier/main.js')
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `
    const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(main)}], { stdio: ['pipe', 'inherit', 'inherit'] })
    child.stdin.write(${JSON.stringify(`${JSON.stringify({ folder, seed: 'x' })}\n`)})
  `,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines = createInterface({ input: parent.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  const { port } = JSON.parse(line) as { port: number }
  expect((await fetch(`http://127.0.0.1:${port}/stats`)).status).toBe(200)
  // The carrier holds the other end of this pipe: it closes when the last of the two is gone.
  const gone = once(lines, 'close')
  parent.kill('SIGKILL')
  await gone
  await expect(fetch(`http://127.0.0.1:${port}/stats`)).rejects.toThrow()
})

test('bad settings are named, without the secret', async () => {
  const child = spawn(process.execPath, [join(__dirname, '../../dist/apps/sandbox-carrier/main.js')], { stdio: ['pipe', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  child.stdin.end(`${JSON.stringify({ folder: '', behaviour: 'wild', callbackSecret: 'geheim', callbackUrl: 'nowhere', colour: 1 })}\n`)
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(1)
  for (const field of ['folder', 'seed', 'behaviour', 'callbackUrl', 'colour']) expect(words).toContain(field)
  expect(words).not.toContain('geheim')
})

/** Reads until the file holds the text; a read is real work, so other parts get their turn. */
async function appeared(path: string, text: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await readFile(path, 'utf8').catch(() => '')).includes(text)) {
    if (performance.now() > deadline) throw new Error(`${path} never held ${text}`)
  }
}
