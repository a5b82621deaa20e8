/** Turns bytes into lines of text: decodes what the mapping names, lets a byte-order mark win, and counts every line. */
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { ImportMapping } from '#domain'

export interface Line {
  readonly number: number
  readonly text: string
}

const BOM = '\uFEFF'
const UTF8_BOM = Buffer.from(BOM)
/** Windows-1252 is Latin-1 but for these 32 places; Node 20's own decoder for it leaves them out. */
const CP1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ'
const fromCp1252 = (text: string): string => text.replace(/[\x80-\x9F]/g, (char) => CP1252.charAt(char.charCodeAt(0) - 0x80))

/** The text of the input, chunk by chunk; nothing is read before it is asked for. */
export async function* decodedText(input: Readable, encoding: ImportMapping['encoding']): AsyncGenerator<string> {
  let decoder: TextReader | undefined
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    if (decoder) {
      yield decoder.write(bytes)
      continue
    }
    head = head.length === 0 ? bytes : Buffer.concat([head, bytes])
    if (head.length < UTF8_BOM.length) continue
    decoder = readerOf(head, encoding)
    yield decoder.write(head).replace(BOM, '')
  }
  if (decoder) yield decoder.end()
  else if (head.length > 0) yield readerOf(head, encoding).end(head)
}

type TextReader = Pick<StringDecoder, 'write' | 'end'>

/** A file with a byte-order mark is UTF-8 whatever the mapping says: that is how our own error files come back. */
function readerOf(head: Buffer, encoding: ImportMapping['encoding']): TextReader {
  if (encoding === 'utf-8' || head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM)) return new StringDecoder('utf8')
  const read = (bytes?: string | Buffer | NodeJS.ArrayBufferView): string =>
    Buffer.isBuffer(bytes) ? fromCp1252(bytes.toString('latin1')) : ''
  return { write: read, end: read }
}

/** The first line, or as much as fits, without taking it away from what follows. */
export async function lookAhead(text: AsyncIterable<string>): Promise<{ head: string; whole: AsyncIterable<string> }> {
  const chunks = text[Symbol.asyncIterator]()
  let head = ''
  let more = true
  while (more && head.length < LOOK_AHEAD && !head.trimStart().includes('\n')) {
    const next = await chunks.next()
    if (next.done) more = false
    else head += next.value
  }
  async function* whole(): AsyncGenerator<string> {
    try {
      yield head
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
    } finally {
      await chunks.return?.()
    }
  }
  return { head, whole: whole() }
}

/** More text than this without a line end is one document, not a line of many. */
const LOOK_AHEAD = 65_536

/** The lines of each chunk together, so that what follows works on a few hundred at a time. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let rest = ''
  let number = 0
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > LONGEST_LINE) throw new RangeError(`line ${number + parts.length + 1} is longer than ${LONGEST_LINE} characters`)
    if (parts.length > 0) yield parts.map((part) => ({ number: ++number, text: withoutReturn(part) }))
  }
  if (rest !== '') yield [{ number: ++number, text: withoutReturn(rest) }]
}

/** A file without line ends is no export; reading on would hold it whole. */
const LONGEST_LINE = 4_000_000
const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)
