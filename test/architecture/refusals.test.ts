/** A Dutch user reads a refusal in Dutch: the console has words for each code that the API refuses with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './cruise'
import { filesOf } from './house'
import { codesOf, wordedIn } from './refusals'

/** Places of which no page asks anything, and the frame of each request, which a page asks rightly. */
const UNHEARD = [
  'apps/api/http/bodies.ts',
  'apps/api/http/gatekeeper.ts',
  'apps/api/http/negotiation.ts',
  'apps/api/http/problem.filter.ts',
  'apps/api/http/problem.ts',
  'apps/api/merges/merges.controller.ts',
  'apps/api/creditors/creditors.controller.ts',
  'apps/api/settling/collections.controller.ts',
]
/** Also in the frame; and a refusal whose detail is in the reader's own language already. */
const SAID_OTHERWISE = ['idempotency-key-required', 'not-now']

const codes = codesOf(ROOT, 'apps/api/')
const isHeard = ([code, places]: readonly [string, readonly string[]]): boolean =>
  !SAID_OTHERWISE.includes(code) && places.some((place) => !UNHEARD.includes(place))

describe('a refusal of the API', () => {
  const texts = filesOf(ROOT).filter((file) => /^apps\/console\/src\/.*(texts|refusals).*\.ts$/.test(file))
  const worded = new Set(texts.flatMap((file) => wordedIn(readFileSync(join(ROOT, file), 'utf8'))))

  it('is found by its type, wherever it is written', () => {
    expect(codes.size).toBeGreaterThan(100)
    expect(codes.get('claim-in-arrangement')).toContain('apps/api/settling/arrangements.controller.ts')
  })
  it('is one of a few codes, each of which has words in Dutch', () => {
    expect(
      [...codes].filter((one) => isHeard(one) && !worded.has(one[0])).map(([code, places]) => `${code}: ${places.join(', ')}`),
    ).toEqual([])
  })
  it('that pages hear no more is not excused', () => {
    expect(UNHEARD.filter((place) => ![...codes.values()].flat().includes(place))).toEqual([])
    expect(SAID_OTHERWISE.filter((code) => !codes.has(code))).toEqual([])
  })
})
