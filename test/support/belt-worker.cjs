/** A worker in a process of its own, to be halted and killed: over Redis it takes what lies there, without it takes turns. The clock stands still. */
require('reflect-metadata')
const { openPipe, openRedisBelt, takeChunks, turn } = require('#pipeline')
const { Database } = require('#store')

const { databaseUrl, carrierUrl, folder, redis, now } = JSON.parse(process.argv[2])
const log = { info: () => undefined, error: () => undefined }

async function main() {
  const database = await Database.open(databaseUrl, 'flow', 6)
  const clock = () => now
  const belt = redis && (await openRedisBelt(redis, log))
  const pipe = openPipe({
    database,
    clock,
    sandboxUrl: carrierUrl,
    dataFolder: folder,
    redirectAllTo: null,
    log,
    answerWithinMs: 5_000,
    ...(belt ? { belt } : {}),
  })
  if (belt) takeChunks(pipe, belt, clock)
  process.stdout.write('ready\n')
  for (;;) {
    if (!belt) await turn(pipe, now)
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}
void main()
