/** What such a process does: starts the server, says so, and then stays, inserts rows without end, stops in order, or just leaves. */
import { Client } from 'pg'
// eslint-disable-next-line no-restricted-imports -- it also runs in a copy that holds nothing but the supervisor (embedded-programs.ts)
import { startEmbeddedPostgres } from '../../libs/store/embedded/supervisor'

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const [dataFolder = '', play] = process.argv.slice(2)
  const server = await startEmbeddedPostgres({ dataFolder, log: (line, level) => say(`log ${level}: ${line}`) })
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
  process.once(
    'SIGINT',
    () =>
      void lastWords(server.url)
        .then(server.stop)
        .then(() => process.exit(0)),
  )
  say(`url ${server.url}`)
  if (play === 'insert') await insertForEver(server.url)
  if (play === 'stay') setInterval(() => undefined, 60_000)
  if (play === 'stop') await server.stop()
}

/** A row is named only after its commit. */
async function insertForEver(url: string): Promise<never> {
  const client = new Client(url)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('CREATE TABLE IF NOT EXISTS kept (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY)')
  for (;;) {
    const { rows } = await client.query<{ id: string }>('INSERT INTO kept DEFAULT VALUES RETURNING id')
    say(`row ${rows[0]?.id}`)
  }
}

/** Ctrl-C: the app still has work to finish on the database. */
async function lastWords(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query<{ answer: string }>("SELECT 'still here' AS answer")
  await client.end()
  say(`answer ${rows[0]?.answer}`)
}

main().catch((error: unknown) => {
  say(`error ${error instanceof Error ? error.message.replaceAll('\n', ' | ') : String(error)}`)
  process.exitCode = 1
})
