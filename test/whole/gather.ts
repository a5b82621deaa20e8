/** Test files of some folders in one process: to load what they try, some thousand modules, takes longer than most of them. */
import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import SHARES from './shares.json'

const TESTS = resolve(__dirname, '..')
/** Its row in the list, and which of that row's shares it is. */
const NAME = /^([a-z]+)-\d+\.share\.ts$/

/** The part of this share: its row's folders are dealt out to as many shares as stand here, so that none is left out; each file is a `describe` of its own and stays a file that can be run alone. */
export function gather(share: string): void {
  const row = NAME.exec(basename(share))?.[1] as keyof typeof SHARES
  const shares = readdirSync(__dirname).filter((name) => NAME.exec(name)?.[1] === row)
  const files = SHARES[row].flatMap((folder) =>
    readdirSync(join(TESTS, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name}`),
  )
  describe.each(files.filter((_, index) => index % shares.length === shares.indexOf(basename(share))))('%s', (file) => {
    jest.requireActual(join(TESTS, file))
  })
}
