/** Test files of some folders in one process: to load what they try, some thousand modules, takes longer than most of them. */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const TESTS = resolve(__dirname, '..')

/** The share of this number, from 1 on, of so many; each file is a `describe` of its own and stays a file that can be run alone. */
export function gather(folders: readonly string[], number: number, of: number): void {
  const files = folders.flatMap((folder) => readdirSync(join(TESTS, folder)).filter((name) => name.endsWith('.test.ts')).map((name) => `${folder}/${name}`))
  describe.each(files.filter((_, index) => index % of === number - 1))('%s', (file) => { jest.requireActual(join(TESTS, file)) })
}
