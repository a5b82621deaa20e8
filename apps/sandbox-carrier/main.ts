/**
 * The sandbox carrier: one process that plays every carrier and the print house on loopback.
 * Reads its settings as one JSON line on standard input, prints `{"port":…}` when it listens, and ends when standard input does.
 * With --serve it takes them from the environment, as the other processes do, and ends by a signal.
 */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readSettings, settingsWith } from '#settings'
import { openAcceptedLog, type Accepted } from './accepted-log'
import { CallbackRounds } from './callback-rounds'
import { createCallbackSender } from './callback-sender'
import type { PlannedCallback } from './callback-plan'
import type { Carrier } from './carrier'
import { drivenClock, systemClock } from './clock'
import { futureOf, Memory } from './memory'
import { Outbox } from './outbox'
import { createCarrierServer } from './server'
import { parseSettings, type SandboxSettings } from './settings'

async function openCarrier(settings: SandboxSettings): Promise<Carrier> {
  const memory = new Memory()
  const pending = new Map<string, PlannedCallback>()
  const accepted = new Set<string>()
  const log = await openAcceptedLog(settings.folder, (line) => {
    memory.note(line)
    if (line.type === 'accepted') remember(line, settings, pending, accepted)
    if (line.type === 'called-back') pending.delete(line.id)
  })
  const lanes = settings.clock === 'driven' ? 1 : 8
  const sender = settings.callbackUrl === undefined ? undefined : createCallbackSender(settings.callbackUrl, settings.callbackSecret, lanes)
  const rounds = new CallbackRounds(
    sender,
    (line) => {
      memory.note(line)
      // What the disk does not take is called back again after a restart, as real carriers do.
      return log.append(line).catch(complain)
    },
    lanes,
  )
  rounds.plan(pending.values())
  const clock = settings.clock === 'driven' ? drivenClock(rounds, log, memory.clock) : systemClock(rounds)
  if (settings.now !== undefined && memory.clock === undefined) await clock.set?.(Date.parse(settings.now))
  const outbox = settings.outbox ? new Outbox(join(settings.folder, 'outbox')) : undefined
  await outbox?.open()
  await outbox?.settle((file) => accepted.has(file) || memory.batch(file.replace(/^letters./, '')) !== undefined)
  return { settings, log, memory, rounds, clock, outbox }
}

function remember(line: Accepted, settings: SandboxSettings, pending: Map<string, PlannedCallback>, files: Set<string>): void {
  for (const planned of futureOf(line, settings)) pending.set(planned.id, planned)
  if (line.file !== null) files.add(line.file)
}

function run(carrier: Carrier): void {
  const server = createCarrierServer(carrier)
  server.listen(carrier.settings.port, carrier.settings.host, () => {
    process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
    carrier.clock.wake()
  })
}

function complain(error: unknown): void {
  process.stderr.write(`sandbox carrier: ${error instanceof Error ? error.message : String(error)}\n`)
}

function end(code: number): void {
  process.exit(code)
}

async function start(settings: () => string): Promise<void> {
  await Promise.resolve()
    .then(settings)
    .then(parseSettings)
    .then(openCarrier)
    .then(run)
    .catch((error: unknown) => {
      complain(error)
      end(1)
    })
}

/** The parent ends this process by closing its standard input; a Ctrl-C in the terminal reaches both, and the parent still needs us. */
function obeyParent(): void {
  process.on('SIGINT', () => undefined)
  process.stdout.on('error', () => {
    end(1)
  })
  let started = false
  const input = createInterface({ input: process.stdin })
  input.once('line', (line) => {
    started = true
    void start(() => line)
  })
  // What was answered is on disk already, so nothing is waited for.
  input.once('close', () => {
    end(started ? 0 : 1)
  })
}

function serve(): void {
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => {
      end(0)
    })
  void start(settingsOfEnvironment)
}

function settingsOfEnvironment(): string {
  const { dataFolder, host, port, sandboxSecret, webhooksUrl } = settingsWith(readSettings(), 'sandboxSecret', 'webhooksUrl')
  return JSON.stringify({
    folder: dataFolder,
    seed: 'tijdig',
    clock: 'system',
    host,
    port,
    callbackUrl: new URL('webhooks/sandbox', `${webhooksUrl}/`).href,
    callbackSecret: sandboxSecret,
  })
}

if (process.argv.includes('--serve')) serve()
else obeyParent()
