/** Reads the print house's return file: one line of news per letter; a line that cannot be read is handed back with its fault, and never loses the rest. */
import { parse } from 'csv-parse/sync'
import { isLocalDate, PRINT_EVENTS, type Instant, type LetterNews, type PrintEvent } from '#domain'

export interface ReturnLine {
  /** As it stood there. */
  readonly text: string
  readonly news: LetterNews | null
  readonly fault: string | null
}

const COLUMNS = ['batch', 'letter_id', 'event', 'at'] as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const CODE = /^[\w .:/-]{0,60}$/

/** Lines are read one by one, since a stray quote in one must not swallow the next. */
export function readReturnFile(file: Buffer): ReturnLine[] | null {
  const [first = '', ...lines] = file
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const names = cellsOf(first).map((name) => name.toLowerCase())
  if (!COLUMNS.every((name) => names.includes(name))) return null
  return lines.map((text) => {
    const cells = cellsOf(text)
    return { text, ...newsOf((name) => cells[names.indexOf(name)] ?? '') }
  })
}

function cellsOf(line: string): string[] {
  try {
    const [cells] = parse(line, { delimiter: ';', relax_column_count: true, trim: true })
    return cells ?? []
  } catch {
    return []
  }
}

function newsOf(cell: (name: string) => string): Pick<ReturnLine, 'news' | 'fault'> {
  const fault = (code: string): Pick<ReturnLine, 'news' | 'fault'> => ({ news: null, fault: code })
  const [batch, letterId, event, at] = [
    cell('batch').toLowerCase(),
    cell('letter_id').toLowerCase(),
    cell('event').toLowerCase(),
    instantOf(cell('at')),
  ]
  const [barcode, reason] = [cell('barcode'), cell('reason').toLowerCase()]
  if (!UUID.test(letterId) || !UUID.test(batch)) return fault('unknown-letter')
  if (!isPrintEvent(event)) return fault('unknown-event')
  if (at === null) return fault('no-date')
  if (!CODE.test(barcode) || !CODE.test(reason)) return fault('not-a-code')
  return {
    news: {
      batch: batch as LetterNews['batch'],
      letterId: letterId as LetterNews['letterId'],
      event,
      at,
      barcode: barcode || null,
      reason: reason || null,
    },
    fault: null,
  }
}

const isPrintEvent = (text: string): text is PrintEvent => (PRINT_EVENTS as readonly string[]).includes(text)

/** Of a day alone its noon, which is on that day in every zone of ours. */
function instantOf(text: string): Instant | null {
  if (isLocalDate(text)) return Date.parse(`${text}T12:00:00Z`) as Instant
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : (at as Instant)
}
