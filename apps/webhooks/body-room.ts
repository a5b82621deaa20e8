/** Room for bodies: of large calls that are not answered yet no more is held at once than this; who has taken most of it for longest gives way. */
import { Transform } from 'node:stream'
import { ServiceUnavailableException } from '@nestjs/common'

/** Three mails with all that may hang on them. */
const ROOM_BYTES = 96_000_000

interface Held {
  readonly network: string
  readonly stream: Transform
  bytes: number
}

export class BodyRoom {
  /** In the order in which they came. */
  private readonly held = new Set<Held>()

  /** What goes through is counted until the returned end is called. Carriers come again with what was turned away. */
  hold(network: string): { readonly stream: Transform; readonly end: () => void } {
    const stream = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        one.bytes += chunk.length
        while (this.bytes() > ROOM_BYTES) this.turnOut(this.longest())
        done(null, chunk)
      },
    })
    const one: Held = { network, stream, bytes: 0 }
    this.held.add(one)
    return { stream, end: () => void this.held.delete(one) }
  }

  private bytes(of: Iterable<Held> = this.held): number {
    let sum = 0
    for (const { bytes } of of) sum += bytes
    return sum
  }

  /** Of what is still coming in, the oldest of the network that holds most: there is one, since something just came in. */
  private longest(): Held {
    const coming = [...this.held].filter(({ stream }) => !stream.writableEnded)
    const of = new Map<string, number>()
    for (const { network, bytes } of coming) of.set(network, (of.get(network) ?? 0) + bytes)
    return coming.reduce((most, one) => ((of.get(one.network) ?? 0) > (of.get(most.network) ?? 0) ? one : most))
  }

  private turnOut(one: Held): void {
    this.held.delete(one)
    one.stream.destroy(new ServiceUnavailableException('too much is coming in at once'))
  }
}
