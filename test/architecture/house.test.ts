/** The shape of the house: what lies where, how big it is, what it is called; every check is seen to bite. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SHARES from '../whole/shares.json'
import { ROOT } from './cruise'
import {
  crowdedConstructors,
  emptyNames,
  filesOf,
  foreignPlaces,
  hasHeader,
  lineCount,
  MOST_LINES,
  sharedNames,
  strangersAtTheTop,
} from './house'

const files = filesOf(ROOT)
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const source = files.filter((file) => /^(apps|libs|test)\/.*\.tsx?$/.test(file)).map((file) => ({ file, text: read(file) }))
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|yaml|yml|csv|txt|sql|html|css|example)$|(^|\/)(run|Dockerfile|LICENSE|NOTICE|\.[a-z]+)$/

describe('the real tree', () => {
  it('is seen', () => {
    expect(source.length).toBeGreaterThan(15)
  })
  it('has nothing unexpected at the top level', () => {
    expect(strangersAtTheTop(files)).toEqual([])
  })
  it('names nothing after an empty word', () => {
    expect(emptyNames(files)).toEqual([])
  })
  it(`has no file of more than ${MOST_LINES} lines`, () => {
    expect(source.filter(({ text }) => lineCount(text) > MOST_LINES).map(({ file, text }) => `${file}: ${lineCount(text)}`)).toEqual([])
  })
  it('says at the top of each file what its job is', () => {
    expect(source.filter(({ text }) => !hasHeader(text)).map(({ file }) => file)).toEqual([])
  })
  it('has no constructor that asks for more than five things', () => {
    expect(source.flatMap(({ file, text }) => crowdedConstructors(text).map((one) => `${file}: ${one}`))).toEqual([])
  })
  it('gives each body and answer of the API a name of its own', () => {
    expect(sharedNames(source.filter(({ file }) => file.startsWith('apps/api/')).map(({ text }) => text))).toEqual([])
  })
  it('names no package registry and no folder of the machine it was written on', () => {
    const found = files.filter((file) => TEXT.test(file)).flatMap((file) => foreignPlaces(read(file)).map((place) => `${file}: ${place}`))
    expect(found).toEqual([])
  })
})

describe('all tests', () => {
  it('have a share for each row of folders that is tried in shares', () => {
    expect(Object.keys(SHARES).filter((row) => !files.includes(`test/whole/${row}-1.share.ts`))).toEqual([])
  })
})

describe('the checks', () => {
  it('find a stranger at the top level, but leave tools their dot-files', () => {
    expect(strangersAtTheTop(['libs/domain/index.ts', 'scripts/build.sh', 'notes.md', '.editorconfig', '.ci/run'])).toEqual([
      'scripts',
      'notes.md',
    ])
  })
  it('find empty names of files and folders, and only those', () => {
    const bad = [
      'libs/common/money.ts',
      'libs/store/utils.ts',
      'test/support/test-helpers.ts',
      'libs/store/query-helper.test.ts',
      'apps/api/job.handler.ts',
    ]
    const good = [
      'libs/domain/money.ts',
      'libs/store/core-hours.ts',
      '.gitignore',
      'libs/domain/commonwealth.ts',
      'test/support/postgres.ts',
    ]
    expect(emptyNames([...bad, ...good])).toEqual(bad)
  })
  it('count lines as an editor does', () => {
    expect(lineCount('a\nb\n')).toBe(2)
    expect(lineCount('a\nb')).toBe(2)
  })
  it('miss a header when code comes first', () => {
    expect(hasHeader('import { join } from "node:path"\n/** Too late. */')).toBe(false)
    expect(hasHeader('#!/usr/bin/env node\n/** Starts the command line. */')).toBe(true)
    expect(hasHeader('/**\n * Several\n * lines.\n */')).toBe(true)
  })
  it('count what a constructor asks for', () => {
    expect(crowdedConstructors('class Planner { constructor(a: A, b: B, c: C, d: D, e: E, private readonly f: F) {} }')).toEqual([
      'Planner: 6',
    ])
    expect(crowdedConstructors('class Planner { constructor(a: A, b: B, c: C, d: D, e: E) {} }')).toEqual([])
  })
  it('find a class of the API whose name is taken', () => {
    expect(
      sharedNames(['export class PauseBody {', 'class PauseView {}\nclass PauseBody extends ChannelBody {', 'class PauseViews {}']),
    ).toEqual(['PauseBody'])
  })
  it('find a registry, a lock file that names one, and a folder of a machine', () => {
    const registry = ['https:/', 'registry.example.org', 'left-pad'].join('/')
    const folder = ['', 'work', 'main', 'libs'].join('/')
    expect(foreignPlaces(`"resolved": "${registry}"`)).toHaveLength(2)
    expect(foreignPlaces(`see ${folder}`)).toHaveLength(1)
    expect(foreignPlaces('the path home/work/main and https://www.rijksoverheid.nl/registratie')).toEqual([])
  })
})
