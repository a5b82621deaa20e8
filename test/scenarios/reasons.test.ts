/** What an agent reads to a debtor who asks why: every sentence of every golden scenario, to be looked at when it changes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonSentence } from '#domain'
import { parseScenario, play } from '#simulation'
import { shipped } from './shipped-configuration'

test('the reasons of the golden scenarios, in the words of agents', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.json')).sort()
  const told = files.flatMap((file) => {
    const { contacts } = play(parseScenario(JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as unknown), shipped)
    return [file, ...contacts.map(({ at, channel, reasons }) => `  ${at.slice(0, 16)} ${channel}: ${reasons.map((reason) => reasonSentence(reason, 'nl')).join(' ')}`)]
  })
  expect(told.join('\n')).toMatchSnapshot()
})
