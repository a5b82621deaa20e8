/** Runs commands of the built command line one after the other: its modules are loaded once, and each command ends, as a process does, when nothing is left to do. */
const [, , main, end] = process.argv
// Each command listens as if it were the only one in its process.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0)
let working = false

process.on('message', (words) => {
  working = true
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
