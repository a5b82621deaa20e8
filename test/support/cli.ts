/** Runs the built command line as a user would: a process of its own, with a database and a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(__dirname, '../../dist/apps/cli/main.js')
const OF_THE_RUN = /^(DATABASE_URL|REDIRECT_ALL_TO|LOG_LEVEL|TIJDIG_.*|PORT)$/

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'tijdig-cli-'))

  constructor(private readonly settings: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.folder, 'data'))
  }

  /** Starts `tijdig` with these words; nobody sits at its terminal. */
  start(...words: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_RUN.test(name)))
    const child = spawn(process.execPath, [MAIN, ...words], {
      cwd: this.folder, env: { ...inherited, TIJDIG_DATA: join(this.folder, 'data'), ...this.settings }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => { stdout += text.toString() })
    child.stderr.on('data', (text: Buffer) => { stderr += text.toString() })
    return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr }))) }
  }

  run(...words: string[]): Promise<Ended> {
    return this.start(...words).ended
  }

  async json<T>(...words: string[]): Promise<T> {
    const { stdout, stderr } = await this.run(...words, '--json')
    if (stdout === '') throw new Error(`tijdig ${words.join(' ')}: ${stderr}`)
    return JSON.parse(stdout) as T
  }

  write(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text)
    return name
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
