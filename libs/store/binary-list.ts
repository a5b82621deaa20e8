/** Lists of ids and of hashes in PostgreSQL's binary form: a third of the bytes of their text, and nothing to take apart on either side. */
import { writeNewId } from './ids'

/** Type numbers that PostgreSQL has kept since its first releases (pg_type.dat). */
const OIDS = { uuid: 2950, bytea: 17 } as const
const UUID_BYTES = 16
const HEAD_BYTES = 20
const LENGTH_BYTES = 4

export function uuidList(ids: readonly (string | null)[]): Buffer {
  const list = Buffer.allocUnsafe(HEAD_BYTES + ids.length * (LENGTH_BYTES + UUID_BYTES))
  let at = writeHead(list, OIDS.uuid, ids.length)
  for (const id of ids) {
    at = list.writeInt32BE(id === null ? -1 : UUID_BYTES, at)
    if (id !== null) at = writeUuid(list, id, at)
  }
  return list.subarray(0, at)
}

export function bytesList(values: readonly (string | null)[]): Buffer {
  const bytes = values.reduce((sum, hex) => sum + (hex === null ? 0 : hex.length / 2), 0)
  const list = Buffer.allocUnsafe(HEAD_BYTES + values.length * LENGTH_BYTES + bytes)
  let at = writeHead(list, OIDS.bytea, values.length)
  for (const hex of values) {
    at = list.writeInt32BE(hex === null ? -1 : hex.length / 2, at)
    if (hex !== null) at += list.write(hex, at, 'hex')
  }
  return list
}

/** Written as a list of texts a call of a carrier would be there twice more, each time twice as long. */
export const bufferList = (values: readonly Buffer[]): Buffer =>
  Buffer.concat([
    writtenHead(OIDS.bytea, values.length),
    ...values.flatMap((value) => {
      const length = Buffer.allocUnsafe(LENGTH_BYTES)
      length.writeInt32BE(value.length)
      return [length, value]
    }),
  ])

/** Ids that nobody asks for by name: made in the list. */
export function newIdList(length: number): Buffer {
  const list = Buffer.allocUnsafe(HEAD_BYTES + length * (LENGTH_BYTES + UUID_BYTES))
  let at = writeHead(list, OIDS.uuid, length)
  while (at < list.length) at = writeNewId(list, list.writeInt32BE(UUID_BYTES, at))
  return list
}

function writtenHead(oid: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES)
  writeHead(head, oid, length)
  return head
}

/** One dimension, with a lower bound of 1; the second number says that there may be missing values. */
function writeHead(list: Buffer, oid: number, length: number): number {
  let at = 0
  for (const word of [1, 1, oid, length, 1]) at = list.writeInt32BE(word, at)
  return at
}

/** `01890a5d-ac96-774b-bcce-b302099a8057`: two digits a byte, after four, six, eight and ten bytes a dash. */
function writeUuid(list: Buffer, id: string, start: number): number {
  let [at, place] = [start, 0]
  for (const end of DASHES) {
    for (; place < end; place += 2) list[at++] = (digit(id.charCodeAt(place)) << 4) | digit(id.charCodeAt(place + 1))
    place++
  }
  return at
}
const DASHES = [8, 13, 18, 23, 36]

/** Of a hexadecimal digit of either case. */
const digit = (code: number): number => (code & 0xf) + (code >> 6) * 9
