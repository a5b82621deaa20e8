/** Whatever people, programs or attackers send as text: reading it ends, quickly, and what it names lies within the text. */
import { join } from 'node:path'
import fc from 'fast-check'
import type { LocalDate } from '#domain'
import { ownWords, readReply, wordBookOf } from '#replies'
import { ConfigurationError, parseReplyWords, readConfigurationFiles } from '#settings'
import { GOLDEN } from './messages'

const files = readConfigurationFiles(join(__dirname, '../../config')).filter(({ kind }) => kind === 'reply-words')
const book = wordBookOf(files.map(({ definition, path }) => parseReplyWords(definition, path)))
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as LocalDate)
const sayings = GOLDEN.map(([text]) => text)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.constantFrom(...sayings, '\n> ', '\n\n', 'Op 3 mei schreef jij:', '?', ',', ' niet '), { maxLength: 12 })
    .map((parts) => parts.join(' ')),
)

test('any text is read, the same each time, and its words and days are there', () => {
  fc.assert(
    fc.property(text, day, (written, today) => {
      const reading = readReply({ text: written }, book, today)
      expect(readReply({ text: written }, book, today)).toEqual(reading)
      for (const { words } of reading.found) for (const { start, end } of words) expect(written.slice(start, end).trim()).not.toBe('')
      if (reading.intent === 'will-pay' && reading.clear) expect(reading.day! >= today).toBe(true)
      expect(reading.found[0]?.intent ?? 'other').toBe(reading.intent)
    }),
    { numRuns: 400 },
  )
})

test('blanking keeps the length, and every character that stays', () => {
  fc.assert(
    fc.property(text, (written) => {
      const own = ownWords(written)
      expect(own).toHaveLength(written.length)
      for (let at = 0; at < own.length; at++) if (own[at] !== ' ') expect(own[at]).toBe(written[at])
    }),
    { numRuns: 200 },
  )
})

test('a text made to keep a reader busy is read all the same', () => {
  for (const part of ['heb ', 'a\n', '> ', 'Op 1 ', 'van: \n', '€1.111', 'schreef ', '- ', '\n\n', 'kan niet ', '25-']) {
    expect(readReply({ text: part.repeat(5_000_000 / part.length) }, book, '2027-01-12' as LocalDate).command).toBeNull()
  }
})

test.each([
  ['no stop word', (words: Record<string, unknown>) => ({ ...words, stop: ['uit'] }), /stop: must have the word stop/],
  [
    'an intent nobody knows',
    (words: Record<string, unknown>) => ({ ...words, intents: { ...(words.intents as object), angry: { clear: ['boos'], hint: [] } } }),
    /intents\.angry/,
  ],
  ['an intent too few', (words: Record<string, unknown>) => ({ ...words, intents: {} }), /intents\.deceased: is missing/],
  ['a phrase that hangs on a gap', (words: Record<string, unknown>) => ({ ...words, doubts: ['als ...'] }), /doubts: must be phrases/],
])('words with %s are refused', (_what, change, told) => {
  const read = (): unknown => parseReplyWords(change(files[1]?.definition as Record<string, unknown>), 'replies/nl.yaml')
  expect(read).toThrow(ConfigurationError)
  expect(read).toThrow(told)
})
