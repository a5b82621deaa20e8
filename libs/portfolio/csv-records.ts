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
  private state: QuoteState = 'closed'

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
      if (this.state === 'closed') records.push(this.release())
      else if (this.state === 'astray' || this.waiting.length > MOST_LINES || this.characters > MOST_CHARACTERS)
        this.giveUpFirst(records, todo)
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
    this.state = quoteState(line.text, this.delimiter, this.state === 'open')
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
    this.state = 'closed'
  }
}

/** After a line: no quote is open, one is, or the one that came from an earlier line ends where no field can end. */
type QuoteState = 'closed' | 'open' | 'astray'

/** A quote opens only at the start of a field, as csv-parse reads it. */
function quoteState(text: string, delimiter: string, startsInside: boolean): QuoteState {
  let inside = startsInside
  let fromEarlierLine = startsInside
  let fieldStart = true
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (!inside) {
      inside = char === '"' && fieldStart
      fieldStart = char === delimiter
    } else if (char === '"') {
      const next = text.charAt(at + 1)
      if (next === '"') at++
      else if (fromEarlierLine && next !== delimiter && next !== '') return 'astray'
      else inside = fromEarlierLine = false
    }
  }
  return inside ? 'open' : 'closed'
}
