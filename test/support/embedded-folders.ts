/** Data folders for tests of crashes: thrown away afterwards, with every process that a test left on them. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
// eslint-disable-next-line no-restricted-imports -- looking at processes is internal to the supervisor, and tests of crashes look at nothing else
import { becomesTrue, beginOf, processSpace, programOf, serverProcesses, signal } from '../../libs/store/embedded/processes'
import { type SupervisorProcess, runSupervisor } from './embedded-programs'
import { PATIENCE_MS } from './soon'

export { becomesTrue, beginOf, processSpace, programOf, signal }

const folders: string[] = []
const processes: SupervisorProcess[] = []

export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(path.join(parent, 'tijdig-embedded-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

/** As runSupervisor, and ended at the latest by removeAll. */
export const run: typeof runSupervisor = (...args) => {
  const started = runSupervisor(...args)
  processes.push(started)
  return started
}

let template: string | undefined

/** With a cluster in it that was stopped in order: a copy, since to create one takes longer than most tests. */
export async function preparedFolder(program: string): Promise<string> {
  if (template === undefined) {
    template = temporaryFolder()
    await run(program, template, 'stop').ended()
  }
  const folder = temporaryFolder()
  execFileSync('cp', ['-a', path.join(template, 'pg'), folder])
  return folder
}

export const clusterOf = (dataFolder: string): string => path.join(dataFolder, 'pg', '18')
export const serversOn = (dataFolder: string): number[] => (existsSync(clusterOf(dataFolder)) ? serverProcesses(clusterOf(dataFolder)) : [])
export const entriesOf = (dataFolder: string): string[] => readdirSync(path.join(dataFolder, 'pg'))

export async function killServers(dataFolder: string): Promise<void> {
  for (const pid of serversOn(dataFolder)) signal(pid, 'SIGKILL')
  await becomesTrue(() => serversOn(dataFolder).length === 0, PATIENCE_MS)
}

export async function removeAll(): Promise<void> {
  for (const { process: child } of processes.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    await killServers(folder)
    await killServers(path.join(folder, 'data'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}
