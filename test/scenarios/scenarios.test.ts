/** Plays every golden scenario of this folder and compares with what was worked out by hand (README.md tells how), and with the sentences that an agent reads to who asks why. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, reasonSentence } from '#domain'
import { compareExpected, parseScenario, play } from '#simulation'
import { shipped } from './shipped-configuration'

const files = readdirSync(__dirname)
  .filter((file) => file.endsWith('.json'))
  .sort()

test('there are golden scenarios', () => expect(files.length).toBeGreaterThanOrEqual(15))

test.each(files)('%s', (file) => {
  const scenario = parseScenario(JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as unknown)
  expect(scenario.expect).not.toBeNull()
  const result = play(scenario, shipped)
  expect(compareExpected(result, scenario.expect ?? {})).toEqual([])
  for (const { reasons } of result.contacts) expect(reasons.length).toBeGreaterThan(0)
  // To be looked at when they change.
  const told = result.contacts.map(
    ({ at, channel, reasons }) => `${at.slice(0, 16)} ${channel}: ${reasons.map((reason) => reasonSentence(reason, 'nl')).join(' ')}`,
  )
  expect(told.join('\n')).toMatchSnapshot()
  // Nothing is said twice, in either language.
  for (const { reasons } of result.contacts)
    for (const language of LANGUAGES) {
      const sentences = reasons.map((reason) => reasonSentence(reason, language))
      expect(sentences).toEqual([...new Set(sentences)])
    }
})
