/** Takes street, house number and addition apart, as KIX and print houses need them. */

export interface StreetParts {
  readonly street: string
  readonly houseNumber: string
  readonly addition?: string
}

const NUMBER = /^(\d{1,5})(?:\s*[-/,. ]?\s*(\S.{0,9}))?$/
/** The last number of the line, unless letters or a dash bind what follows to it: `Plein 1944 12`, `Kade 12-B`, `Laan 7 bis`. */
const STREET_AND_NUMBER =
  /^(\S.*?)[ ,]+(\d{1,5})(?:\s*[-/]\s*(\d{1,4}|[A-Za-z0-9][A-Za-z0-9 .-]{0,9})|\s*([A-Za-z][A-Za-z0-9 .-]{0,9})|\s+(\d{1,3}))?$/

/** Of what is longer a pattern would look at every place from every other. */
const LONGEST = 300

/** Splits what an export writes in one or two cells; a number that is nowhere to be found stays empty. */
export function splitAddress(street: string, houseNumber: string | undefined, addition: string | undefined): StreetParts {
  if (houseNumber !== undefined) return { street, ...splitNumber(houseNumber, addition) }
  if (street.length > LONGEST) return { street, houseNumber: '', ...withAddition(addition) }
  const year = /^(\S.*\s1[0-9]\d{2})\s+(\d{1,5}.*)$/.exec(street)
  if (year) return { street: year[1] ?? street, ...splitNumber(year[2] ?? '', addition) }
  const match = STREET_AND_NUMBER.exec(street)
  if (!match) return { street, houseNumber: '', ...withAddition(addition) }
  const [, name = street, number = '', dashed, lettered, second] = match
  return { street: name, houseNumber: number, ...withAddition(addition ?? dashed ?? lettered ?? second) }
}

function splitNumber(houseNumber: string, addition: string | undefined): Omit<StreetParts, 'street'> {
  const match = NUMBER.exec(houseNumber)
  if (!match) return { houseNumber, ...withAddition(addition) }
  const both = [match[2], addition].filter((part) => part !== undefined).join(' ')
  return { houseNumber: match[1] ?? houseNumber, ...withAddition(both === '' ? undefined : both) }
}

const withAddition = (addition: string | undefined): { addition?: string } => (addition === undefined ? {} : { addition: addition.trim() })
