/** Decides under which user the server runs, since PostgreSQL refuses root, and starts its programs as that user. */
import { type ChildProcess, type SpawnOptions, execFile, spawn } from 'node:child_process'
import { chownSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { isAnnouncement } from './folder-lock'

const run = promisify(execFile)

/** Windows programs do not start without the variables of the system. */
const ENVIRONMENT: SpawnOptions =
  process.platform === 'win32'
    ? {}
    : { env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' } }

export interface ServerAccount {
  /** Undefined: the user who runs us. */
  readonly user?: { readonly uid: number; readonly gid: number }
  /** A folder above is closed to that user (a checkout in /root), so its programs get the right to pass. */
  readonly mayPassClosedFolders: boolean
}

/** Makes the folder if need be; several apps may do so at the same moment. */
export function makeFolder(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const self = process.getuid?.()
  const { uid } = statSync(folder)
  if (self !== undefined && self !== 0 && self !== uid)
    throw new Error(`${folder} belongs to user ${uid}, and this is user ${self}: start as that user or as root`)
}

/** The folder and all that lies in it belongs to the account that is returned; for one app at a time. */
export async function prepareAccount(folder: string, needed: readonly string[]): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return { mayPassClosedFolders: false }
  const owner = statSync(folder)
  // Whoever owns the data goes on owning it, so that an ordinary user can still start after root did once.
  const user = owner.uid === 0 ? await unprivilegedUser() : { uid: owner.uid, gid: owner.gid }
  if (owner.uid === 0) await giveAway(folder, user)
  const mayPassClosedFolders = !(await canEnter(user, [folder, ...needed]))
  if (mayPassClosedFolders) await requirePassage(user, [folder, ...needed])
  return { user, mayPassClosedFolders }
}

/** Starts a program as the account, with an environment that holds none of our secrets. */
export function spawnAs(account: ServerAccount, program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const settings = { cwd: path.parse(program).root, windowsHide: true, ...ENVIRONMENT, ...options }
  if (!account.user) return spawn(program, args, settings)
  if (!account.mayPassClosedFolders) return spawn(program, args, { ...settings, ...account.user })
  return spawn('setpriv', [...passClosedFolders(account.user), program, ...args], settings)
}

/** Hands a new file over to the account, where it is another user than we are. */
export function own(account: ServerAccount, file: string): void {
  if (account.user) chownSync(file, account.user.uid, account.user.gid)
}

/** `no_setuid_fixup`: without it access(2) would drop the capability, since the real user is not root. */
function passClosedFolders({ uid, gid }: { uid: number; gid: number }): string[] {
  const caps = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--securebits', '+no_setuid_fixup', ...caps, '--']
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    } catch {
      continue
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: start as an ordinary user')
}

/** Announcements stay whose they are: they come and go while another app looks whether the folder is free. */
async function giveAway(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  const kept = readdirSync(folder)
    .filter((name) => !isAnnouncement(name))
    .map((name) => path.join(folder, name))
  if (kept.length > 0) await run('chown', ['-hR', `${uid}:${gid}`, ...kept])
  chownSync(folder, uid, gid)
}

const ENTER = ['-c', 'for place; do test -x "$place" || exit 1; done', 'sh']

async function canEnter(user: { uid: number; gid: number }, places: readonly string[]): Promise<boolean> {
  return run('sh', [...ENTER, ...places], { cwd: '/', ...user }).then(
    () => true,
    () => false,
  )
}

async function requirePassage(user: { uid: number; gid: number }, places: readonly string[]): Promise<void> {
  await run('setpriv', [...passClosedFolders(user), 'sh', ...ENTER, ...places], { cwd: '/' }).catch(() => {
    throw new Error(
      `PostgreSQL does not run as root, user ${user.uid} cannot enter ${places.join(' or ')}, and setpriv (util-linux) is missing or not allowed ` +
        'to help: start as an ordinary user, move the checkout, or set DATABASE_URL',
    )
  })
}
