/** Dates as exports write them, to local dates and back; a day that does not exist is refused. */
import { DateTime } from 'luxon'
import type { ImportMapping, LocalDate } from '#domain'

type DateFormat = ImportMapping['dates']

const LUXON_FORMATS: Readonly<Record<DateFormat, string>> = {
  'dd-mm-yyyy': 'dd-MM-yyyy',
  'd-m-yyyy': 'd-M-yyyy',
  'd-m-yy': 'd-M-yy',
  'dd/mm/yyyy': 'dd/MM/yyyy',
  'd/m/yyyy': 'd/M/yyyy',
  'yyyy-mm-dd': 'yyyy-MM-dd',
  yyyymmdd: 'yyyyMMdd',
}
const SHAPES: Readonly<Record<DateFormat, RegExp>> = {
  'dd-mm-yyyy': /^\d{2}-\d{2}-\d{4}$/,
  'd-m-yyyy': /^\d{1,2}-\d{1,2}-\d{4}$/,
  'd-m-yy': /^\d{1,2}-\d{1,2}-\d{2}$/,
  'dd/mm/yyyy': /^\d{2}\/\d{2}\/\d{4}$/,
  'd/m/yyyy': /^\d{1,2}\/\d{1,2}\/\d{4}$/,
  'yyyy-mm-dd': /^\d{4}-\d{2}-\d{2}$/,
  yyyymmdd: /^\d{8}$/,
}
/** Packages and spreadsheets write a time of midnight behind a date. */
const MIDNIGHT = /[ T]00?:00(:00(\.0+)?)?Z?$/

/** Business dates of claims lie in these years; another one is a slip of the keys. */
const FIRST_YEAR = 1990
const LAST_YEAR = 2099

/** The same few hundred dates come back a million times; reading one costs more than all the rest of its row. */
const known = new Map<string, LocalDate | null>()
const MOST_KNOWN = 20_000

export function parseDate(text: string, format: DateFormat): LocalDate | undefined {
  const key = format + text
  let date = known.get(key)
  if (date === undefined) {
    date = readDate(text.replace(MIDNIGHT, ''), format)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, date)
  }
  return date ?? undefined
}

function readDate(text: string, format: DateFormat): LocalDate | null {
  if (!SHAPES[format].test(text)) return null
  const full = format === 'd-m-yy' ? text.replace(/(\d{2})$/, '20$1') : text
  const read = DateTime.fromFormat(full, format === 'd-m-yy' ? 'd-M-yyyy' : LUXON_FORMATS[format], { zone: 'utc', locale: 'en' })
  if (!read.isValid || read.year < FIRST_YEAR || read.year > LAST_YEAR) return null
  return read.toISODate() as LocalDate
}

/** `31-01-2027`: how an export with this format writes it. */
export const formatDate = (date: LocalDate, format: DateFormat): string =>
  DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).toFormat(LUXON_FORMATS[format])
