/** What the pages weigh: measured on the bundle that was built, as it travels; and the words that must keep up with the code. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { SCOPES } from '#access'
import { texts } from '../../apps/console/src/screens/api-keys/texts'

const BUILT = resolve(__dirname, '../../dist/console')
const KB = 1024

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly isEntry?: boolean
}

const manifest = join(BUILT, '.vite/manifest.json')
const chunks = (): Readonly<Record<string, Chunk>> => {
  if (!existsSync(manifest)) throw new Error('the pages are not built: npm run build')
  return JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, Chunk>>
}

/** A chunk and all that it imports. */
function withImports(all: Readonly<Record<string, Chunk>>, names: readonly string[], seen = new Set<string>()): ReadonlySet<string> {
  for (const name of names.filter((one) => !seen.has(one))) {
    seen.add(name)
    withImports(all, all[name]?.imports ?? [], seen)
  }
  return seen
}

const gzipped = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0)

describe('the first load', () => {
  const all = chunks()
  const entry = Object.keys(all).filter((name) => all[name]?.isEntry)
  const filesOf = (names: readonly string[]): { readonly js: string[]; readonly css: string[] } => {
    const loaded = [...withImports(all, names)].map((name) => all[name]).filter((chunk) => chunk !== undefined)
    return { js: [...new Set(loaded.map(({ file }) => file))], css: [...new Set(loaded.flatMap(({ css = [] }) => css))] }
  }
  const screens = Object.keys(all).filter((name) => /^src\/screens\/[^/]+\/index\.tsx$/.test(name))

  test('of the entry, of the call workspace and of every other screen stays within its limit', () => {
    expect(gzipped(filesOf(entry).js)).toBeLessThanOrEqual(140 * KB)
    const calls = filesOf([...entry, 'src/screens/calls/index.tsx'])
    expect(gzipped(calls.js)).toBeLessThanOrEqual(215 * KB)
    expect(gzipped(calls.css)).toBeLessThanOrEqual(20 * KB)
    expect(screens.length).toBeGreaterThan(15)
    expect(screens.filter((screen) => gzipped(filesOf([...entry, screen]).js) > 260 * KB)).toEqual([])
  })

  test('brings the texts of React Aria in Dutch and English, and in no other language', () => {
    const code = readdirSync(join(BUILT, 'assets'))
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(BUILT, 'assets', file), 'utf8'))
      .join('\n')
    expect(code.includes('nl-NL')).toBe(true)
    expect(code.match(/["'`](de-DE|fr-FR|pl-PL|es-ES)["'`]:(?!void 0)/)).toBeNull()
  })
})

test('a key can be given every scope there is, and no other', () => {
  expect(Object.keys(texts.nl.scopeNames).sort()).toEqual([...SCOPES].sort())
  expect(Object.keys(texts.en.scopeNames).sort()).toEqual([...SCOPES].sort())
})
