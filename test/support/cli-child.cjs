/** Runs commands of the built command line one after the other: its modules are loaded once, and each command ends, as a process does, when nothing is left to do. */
const [, , main, end] = process.argv
// Each command listens as if it were the only one in its process.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0)
let working = false
let given = {}

process.on('message', ({ words, settings }) => {
  working = true
  for (const name of Object.keys(given)) delete process.env[name]
  Object.assign(process.env, settings)
  given = settings
  // From here on only the command keeps this process alive.
  process.channel.unref()
  process.exitCode = undefined
  process.argv = [process.execPath, main, ...words]
  delete require.cache[main]
  require(main)
})
process.on('beforeExit', (code) => {
  if (!working) return
  working = false
  process.channel.ref()
  process.stdout.write(end)
  process.stderr.write(end)
  process.send(code)
})
