/** Loaded into a program before its own code: at SIGUSR2 it takes every file descriptor that is left, and at the next gives them back. */
const { closeSync, openSync } = require('node:fs')
const { devNull } = require('node:os')

const taken = []
process.on('SIGUSR2', () => {
  if (taken.length > 0) {
    for (const descriptor of taken.splice(0)) closeSync(descriptor)
    return
  }
  for (;;) {
    try {
      taken.push(openSync(devNull))
    } catch {
      return
    }
  }
})
