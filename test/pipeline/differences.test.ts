/** What a reviewer reads of a change: as many sentences as something changed, wherever in a text it did. */
import * as fc from 'fast-check'
import { differencesOf } from '#pipeline'

const line = fc.stringMatching(/^[a-z]{1,8}$/)
const lines = fc.uniqueArray(line, { minLength: 2, maxLength: 20 })

test('a line that comes, goes or changes is one sentence, and nothing is said of the lines around it', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (text, seed) => {
      const at = seed % text.length
      const said = (now: readonly string[]): string[] => differencesOf({ body: text.join('\n') }, { body: now.join('\n') }, 'nl')
      expect(said(text)).toEqual([])
      expect(said([...text.slice(0, at), 'Nieuwe regel', ...text.slice(at)])).toEqual([`Nieuw: tekst › ${at + 1} is “Nieuwe regel”.`])
      expect(said(text.map((one, index) => (index === at ? 'Andere regel' : one)))).toEqual([
        `tekst › ${at + 1}: was “${text[at] ?? ''}”, wordt “Andere regel”.`,
      ])
      if (text.length > 2)
        expect(said(text.filter((_, index) => index !== at))).toEqual([`Weg: tekst › ${at + 1} was “${text[at] ?? ''}”.`])
    }),
  )
})

test('a text of any length is compared at once', () => {
  const long = (word: string): string => Array.from({ length: 50_000 }, (_, index) => `${word} ${index}`).join('\n')
  expect(differencesOf({ body: long('a') }, { body: long('b') }, 'en')).toHaveLength(50_000)
})
