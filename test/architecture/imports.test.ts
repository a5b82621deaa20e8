/** Imports run one way: the real tree keeps every rule, and every rule is seen to bite. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Cruise } from './cruise'
import { cruise, ROOT } from './cruise'
import { ALLOWED, plantHouse, PLANTS } from './planted'

interface Rules {
  readonly forbidden: readonly { readonly name: string; readonly comment: string; readonly severity: string }[]
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the cruiser's own file, in the form it insists on
const { forbidden } = require(join(ROOT, '.dependency-cruiser.cjs')) as Rules

describe('the real tree', () => {
  const house = cruise(ROOT)
  it('breaks no import rule', () => {
    expect(house.modules.length).toBeGreaterThan(15)
    const reason = new Map(forbidden.map(({ name, comment }) => [name, comment]))
    expect(house.violations.map(({ rule, from, to }) => `${from} -> ${to}: ${rule}. ${reason.get(rule) ?? ''}`)).toEqual([])
  })
})

describe('the rules', () => {
  let planted: Cruise
  beforeAll(() => {
    const folder = plantHouse()
    try {
      planted = cruise(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  const brokenBy = (file: string): string[] => [...new Set(planted.violations.filter(({ from }) => from === file).map(({ rule }) => rule))]

  it.each(PLANTS)('$rule: refuses $file importing $imports', ({ rule, file }) => {
    expect(brokenBy(file)).toEqual([rule])
  })
  it.each(ALLOWED)('allow $file importing $imports', ({ file }) => {
    expect(planted.modules).toContain(file)
    expect(brokenBy(file)).toEqual([])
  })
  it('have each a planted violation, a reason, and stop the build', () => {
    expect([...new Set(PLANTS.map(({ rule }) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort())
    for (const { comment, severity } of forbidden) {
      expect(comment.length).toBeGreaterThan(30)
      expect(severity).toBe('error')
    }
  })
})
