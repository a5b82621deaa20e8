/** Creates the database cluster in one step that a crash cannot leave half done, and refuses one of another PostgreSQL major. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Programs } from './platform-package'
import { type ServerAccount, own, spawnAs } from './server-account'

export const MAJOR = '18'
export const SUPERUSER = 'postgres'
export const superuserPasswordFile = (folder: string): string => path.join(folder, 'superuser-password')

/** A new major cannot open the files of an old one, and brings no pg_upgrade. */
export function refuseOtherMajor(folder: string): void {
  const other = readdirSync(folder).find((name) => /^\d+$/.test(name) && name !== MAJOR)
  if (other === undefined) return
  throw new Error(
    `${path.join(folder, other)} holds the data of PostgreSQL ${other}, and this version brings ${MAJOR}. ` +
      `Install the version of Tijdig that made it, run "tijdig move-database URL" there, and set DATABASE_URL to that URL`,
  )
}

/** The cluster's folder, created when it is not there yet. */
export async function ensureCluster(folder: string, programs: Programs, account: ServerAccount): Promise<string> {
  const cluster = path.join(folder, MAJOR)
  await removeUnfinished(folder)
  if (existsSync(cluster)) return cluster
  // A name of its own each time: an initdb that outlived its killed parent must not write into ours.
  const unfinished = path.join(folder, `${MAJOR}.new-${randomBytes(4).toString('hex')}`)
  mkdirSync(unfinished, { mode: 0o700 })
  own(account, unfinished)
  passwordIn(superuserPasswordFile(folder), account)
  await initdb(unfinished, superuserPasswordFile(folder), programs, account)
  renameSync(unfinished, cluster)
  return cluster
}

/** The password in that file, which only the server's user can read; a new random one when there is none. */
export function passwordIn(file: string, account: ServerAccount): string {
  if (!existsSync(file)) {
    // Renamed when complete, since a crash must not leave an empty password behind.
    const draft = `${file}.new`
    rmSync(draft, { force: true })
    writeFileSync(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
    own(account, draft)
    renameSync(draft, file)
  }
  return readFileSync(file, 'utf8').trim()
}

/** Its initdb may still be writing there: rmSync of Node 26 then leaves some of it, and says nothing. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(`${MAJOR}.new`))) {
    await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

/** C.UTF-8 of the builtin provider: the same order and the same capitals on every platform. */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

function initdb(cluster: string, passwordFile: string, programs: Programs, account: ServerAccount): Promise<void> {
  const access = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const args = ['-D', cluster, '--data-checksums', '--no-instructions', ...LOCALE, ...access]
  const child = spawnAs(account, programs.initdb, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`The embedded PostgreSQL could not create its files (initdb: ${signal ?? code}): ${complaint.trim()}`))
    })
  })
}
