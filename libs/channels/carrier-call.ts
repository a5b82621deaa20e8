/** One call of a carrier as it came: the parts of it that are needed to read it later, in one piece that can be kept. */

export interface CarrierCall {
  /** With the question mark, or empty. */
  readonly query: string
  readonly contentType: string
  readonly body: Buffer
}

const LINE_END = 0x0a

/** A line for what stood outside the body, and then the body to the byte. */
export const packCall = ({ query, contentType, body }: CarrierCall): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify([query, contentType])}\n`), body])

export function unpackCall(kept: Buffer): CarrierCall {
  const end = kept.indexOf(LINE_END)
  const [query, contentType] = JSON.parse(kept.toString('utf8', 0, end)) as [string, string]
  return { query, contentType, body: kept.subarray(end + 1) }
}
