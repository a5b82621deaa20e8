/** Runs the built command line as a user would, with a database and a data folder of its own: commands share one process, whose start takes longer than most of them. */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(__dirname, '../../dist/apps/cli/main.js')
const CHILD = join(__dirname, 'cli-child.cjs')
/** Ends what one command said. */
const END = randomUUID()
const OF_THE_RUN = /^(DATABASE_URL|REDIRECT_ALL_TO|LOG_LEVEL|TIJDIG_.*|PORT)$/

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type Settings = Readonly<Record<string, string>>

/** Where commands run, and the process that they share. */
interface Place {
  readonly folder: string
  child: ChildProcess | undefined
  last: Promise<unknown>
}

export class CommandLine {
  private readonly settings: Settings

  constructor(
    settings: Settings = {},
    private readonly place: Place = newPlace(),
  ) {
    this.settings = { TIJDIG_DATA: join(place.folder, 'data'), ...settings }
  }

  get folder(): string {
    return this.place.folder
  }

  /** In the same folder and process, with these settings instead. */
  as(settings: Settings): CommandLine {
    return new CommandLine(settings, this.place)
  }

  /** Starts `tijdig` with these words in a process of its own; nobody sits at its terminal. */
  start(...words: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const child = this.spawn([MAIN, ...words], ['ignore', 'pipe', 'pipe'], this.settings)
    const [stdout, stderr] = [textOf(child, 'stdout'), textOf(child, 'stderr')]
    return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout: stdout(), stderr: stderr() }))) }
  }

  /** In the process that the commands of this one share; one after the other. */
  run(...words: string[]): Promise<Ended> {
    const ended = this.place.last.then(() => this.next(words))
    this.place.last = ended.catch(() => undefined)
    return ended
  }

  private async next(words: readonly string[]): Promise<Ended> {
    const child = (this.place.child ??= this.spawn([CHILD, MAIN, END], ['ignore', 'pipe', 'pipe', 'ipc']))
    const gone = new AbortController()
    const ended = once(child, 'exit', { signal: gone.signal }).then(() => {
      throw new Error(`tijdig ${words.join(' ')} ended the process of all`)
    })
    const answer = Promise.all([once(child, 'message') as Promise<[number]>, untilEnd(child, 'stdout'), untilEnd(child, 'stderr')])
    child.send({ words, settings: this.settings })
    const [[code], stdout, stderr] = await Promise.race([answer, ended])
    gone.abort()
    return { code, stdout, stderr }
  }

  private spawn(words: readonly string[], stdio: StdioOptions, settings: Settings = {}): ChildProcess {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_RUN.test(name)))
    return spawn(process.execPath, words, { cwd: this.folder, env: { ...inherited, ...settings }, stdio })
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
    this.place.child?.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function newPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-cli-'))
  mkdirSync(join(folder, 'data'))
  return { folder, child: undefined, last: Promise.resolve() }
}

function textOf(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = ''
  child[stream]?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}

/** Resolves with what was said before the end was. */
const untilEnd = (child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    const take = (chunk: Buffer): void => {
      chunks.push(chunk)
      const said = Buffer.concat(chunks).toString()
      if (!said.endsWith(END)) return
      child[stream]?.off('data', take)
      resolve(said.slice(0, -END.length))
    }
    child[stream]?.on('data', take)
  })
