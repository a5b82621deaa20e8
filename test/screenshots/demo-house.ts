/** A demo that has been played and stays up, on a folder of its own, and the links by which its people log in. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DemoHouse {
  readonly url: string
  /** By role. */
  readonly links: Readonly<Record<string, string>>
  close(): Promise<void>
}

const LINK = /^ +\S+ +(\w+) +(http\S+)$/gm

export async function openDemoHouse(): Promise<DemoHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-screenshots-'))
  // The database runs as another user when we are root.
  chmodSync(folder, 0o755)
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, ['dist/apps/standalone/main.js', '--demo'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH, HOME, TIJDIG_DATA: folder, PORT: '0', LOG_LEVEL: 'error' },
  })
  const ended = once(child, 'exit')
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, up] = /^Still up: (\S+)\. /m.exec(said) ?? []
      if (up !== undefined) resolve(up)
    })
    void ended.then(() => {
      reject(new Error(`the demo ended before it was up:\n${said}`))
    })
  })
  return {
    url,
    links: Object.fromEntries([...said.matchAll(LINK)].map(([, role = '', link = '']) => [role, link])),
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
