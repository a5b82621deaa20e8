/** Answer: what a command found, for a person as lines or for a machine as JSON; standard output carries nothing else. */
import type { ExitCode } from './exit-codes'

export interface Answer {
  readonly lines: readonly string[]
  readonly data: unknown
  /** Left out: done. */
  readonly code?: ExitCode
}

export function give({ lines, data, code }: Answer, json: boolean): void {
  const text = json ? JSON.stringify(data) : lines.join('\n')
  if (text !== '') process.stdout.write(`${text}\n`)
  process.exitCode = code ?? 0
}

/** Messages and progress. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Rows under a head, in columns as wide as their widest cell; numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const texts = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  const toTheRight = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'))
  const cell = (text: string, column: number): string =>
    toTheRight[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return texts.map((row) => row.map(cell).join('  ').trimEnd())
}

/** `1 row`, `2 rows`, `1,234 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
