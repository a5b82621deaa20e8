/** A process with a belt over Redis, which takes work and then ends, as a worker does at a signal: each when it is told to. */
const { openBullBelt } = require('#queue')

async function main() {
  const belt = await openBullBelt(JSON.parse(process.argv[2]), { isJob: () => true, onFault: () => undefined })
  const steps = {
    take: async () => belt.take(async () => undefined, 2),
    end: () => belt.close().then(() => process.exit()),
  }
  process.on('message', async (step) => {
    await steps[step]()
    process.send(step)
  })
  process.send('open')
}
void main()
