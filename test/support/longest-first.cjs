/** A clean clone knows no times of an earlier run, and takes the longest file for the longest suite: these are, and nobody should wait for one of them at the end. */
const { default: Sequencer } = require('@jest/test-sequencer')

const LONGEST = [
  'console/operators',
  'e2e/demo-kill',
  'console/agents',
  'whole/pipeline',
  'whole/api',
  'whole/contracts',
  'whole/records',
  'whole/access',
  'faults/faults',
  'e2e/',
]

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => LONGEST.findIndex((name) => path.includes(name)) + 1 || LONGEST.length + 1
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other))
  }
}
