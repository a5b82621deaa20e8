/** Runs a side's program in a process of its own: its run on standard input, its report as the last line of standard output. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Report, Run } from './work'

export async function runProgram(program: string, run: Run): Promise<Report> {
  const child = spawn(process.execPath, [join(__dirname, `${program}.js`)], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(run))
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>])
  const line = output.trim().split('\n').at(-1)
  if (code !== 0 || !line) throw new Error(`${program} ended with ${code} and no report`)
  return JSON.parse(line) as Report
}
