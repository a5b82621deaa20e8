/**
 * `npm run faults -- [--contacts 10000] [--workers 3] [--pace 250] [--every 900] [--carriers]`: delivers over processes that are killed, and counts.
 * With `--carriers` over stand-ins of Twilio, SendGrid and Meta, which are struck too.
 * Exit code 1 when anything was lost or came twice.
 */
import { parseArgs } from 'node:util'
import { startBenchServer } from '../bench/server'
import { runFaults, type FaultRun } from './run'
import { openThreeCarriers } from './three-carriers'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      contacts: { ...text, default: '10000' },
      workers: { ...text, default: '3' },
      pace: { ...text, default: '250' },
      every: { ...text, default: '900' },
      carriers: { type: 'boolean' },
    },
  })
  const server = await startBenchServer()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().finally(() => process.exit(130)))
  try {
    const run = await runFaults({
      databaseUrl: await server.create(),
      contacts: Number(values.contacts),
      workers: Number(values.workers),
      pacePerSecond: Number(values.pace),
      everyMs: Number(values.every),
      ...(values.carriers === true && { carriers: openThreeCarriers }),
    })
    say(told(run))
    return run.faults.length === 0 ? 0 : 1
  } finally {
    await server.close()
  }
}

function told({ struck, contacts, accepted, refused, unknown, onceUnknown, tally, faults, seconds }: FaultRun): string {
  const lines = [...new Set(struck.map(({ fault }) => fault))].map((fault) => {
    const hits = struck
      .filter((one) => one.fault === fault)
      .map(({ inFlight }) => inFlight)
      .sort((a, b) => a - b)
    return `${fault.padEnd(12)} ${String(hits.length).padStart(6)}   in flight at each: ${hits.join(' ')}`
  })
  return [
    'struck        times',
    ...lines,
    '',
    ...tally,
    `${contacts} contacts: ${accepted} accepted once, ${refused} refused, ${unknown} unknown with an open task; ${onceUnknown} hand-overs were unknown for a time.`,
    `${seconds.toFixed(0)} s.`,
    ...(faults.length === 0
      ? ['Nothing was lost, nothing came twice, and every process ended in order.']
      : faults.map((fault) => `FAILED: ${fault}`)),
  ].join('\n')
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`)
    process.exitCode = 1
  },
)
