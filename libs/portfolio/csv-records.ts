/** Groups lines into CSV records, so that a quote that was never closed costs its own line and not the rest of the file. */
import type { Line } from './lines'

export interface CsvRecord {
  readonly line: number
  /** One line, or several joined by `\n` when a quoted field runs on. */
  readonly text: string
  /** A quote stays open: the line can only be reported. */
  readonly unclosed: boolean
}

/** A field of more lines or characters than this is taken for a quote that somebody forgot to close. */
const MOST_LINES = 60
const MOST_CHARACTERS = 20_000

/** Keeps lines that wait for their closing quote between chunks. */
export class CsvRecords {
  private waiting: Line[] = []
  private characters = 0
  private quoted = false

  constructor(private readonly delimiter: string) {}

  take(lines: readonly Line[]): CsvRecord[] {
    const records: CsvRecord[] = []
    // A stack, since lines that waited in vain are read again before those that follow.
    const todo = [...lines].reverse()
    for (let line = todo.pop(); line !== undefined; line = todo.pop()) {
      if (this.waiting.length === 0 && !line.text.includes('"')) {
        if (line.text !== '') records.push({ line: line.number, text: line.text, unclosed: false })
        continue
      }
      this.hold(line)
      if (!this.quoted) records.push(this.release())
      else if (this.waiting.length > MOST_LINES || this.characters > MOST_CHARACTERS) this.giveUpFirst(records, todo)
    }
    return records
  }

  /** The end of the file: what still waits is reported line by line. */
  end(): CsvRecord[] {
    const records: CsvRecord[] = []
    while (this.waiting.length > 0) {
      const todo: Line[] = []
      this.giveUpFirst(records, todo)
      records.push(...this.take(todo.reverse()))
    }
    return records
  }

  private hold(line: Line): void {
    this.waiting.push(line)
    this.characters += line.text.length
    this.quoted = endsInsideQuotes(line.text, this.delimiter, this.quoted)
  }

  private release(): CsvRecord {
    const record = { line: this.waiting[0]?.number ?? 0, text: this.waiting.map((line) => line.text).join('\n'), unclosed: false }
    this.clear()
    return record
  }

  private giveUpFirst(records: CsvRecord[], todo: Line[]): void {
    const [first, ...others] = this.waiting
    this.clear()
    if (first) records.push({ line: first.number, text: first.text, unclosed: true })
    todo.push(...others.reverse())
  }

  private clear(): void {
    this.waiting = []
    this.characters = 0
    this.quoted = false
  }
}

/** Whether a quoted field runs on after this line; a quote opens only at the start of a field, as csv-parse reads it. */
export function endsInsideQuotes(text: string, delimiter: string, startsInside: boolean): boolean {
  let inside = startsInside
  let fieldStart = true
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (inside) {
      if (char !== '"') continue
      if (text.charAt(at + 1) === '"') at++
      else inside = false
      fieldStart = false
    } else if (char === '"' && fieldStart) inside = true
    else fieldStart = char === delimiter
  }
  return inside
}
