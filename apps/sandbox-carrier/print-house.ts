/** Prints batches: a batch number is answered once and for all, and the same number again gets the same answer and no second print. */
import { createHash } from 'node:crypto'
import type { Accepted, Printed } from './accepted-log'
import { accept, note, type Carrier } from './carrier'
import { fateOf } from './fate'
import { referenceOf } from './memory'
import { accepts } from './outcomes'
import { addressLine, type PrintLetter, type PrintRequest } from './requests'

interface Judged {
  readonly letter: PrintLetter
  readonly nth: number
  readonly reason: string | null
  /** Resolves when the log has it. */
  readonly received: Promise<void>
}

export class PrintHouse {
  private readonly printing = new Map<string, Promise<Printed>>()

  constructor(private readonly carrier: Carrier) {}

  print(id: string, request: PrintRequest, now: number): Promise<Printed> {
    const known = this.carrier.memory.batch(id) ?? this.printing.get(id)
    if (known) return Promise.resolve(known)
    const job = this.printOnce(id, request, now).finally(() => this.printing.delete(id))
    this.printing.set(id, job)
    return job
  }

  private async printOnce(id: string, request: PrintRequest, now: number): Promise<Printed> {
    const at = new Date(now).toISOString()
    const { outbox } = this.carrier
    const judged = request.letters.map((letter) => this.judge(id, letter, at))
    const rejected = judged.flatMap(({ letter, reason }) => (reason === null ? [] : [{ handOverId: letter.handOverId, reason }]))
    const good = judged.filter(({ reason }) => reason === null)
    const prepared = outbox ? outbox.prepareBatch(id, { ...request, letters: good.map(({ letter }) => letter) }, now) : null
    const [file] = await Promise.all([prepared, ...judged.map(({ received }) => received)])
    const accepted = await Promise.all(good.map(({ letter, nth }) => this.acceptLetter(id, letter, nth, at, file)))
    const answer: Printed = { type: 'batch', id, at, accepted, rejected }
    await this.carrier.log.append(answer)
    this.carrier.memory.note(answer)
    if (file !== null) await outbox?.publish(file)
    return answer
  }

  private judge(batch: string, letter: PrintLetter, at: string): Judged {
    const to = addressLine(letter.address)
    const nth = this.carrier.memory.requestsFor('letter', to)
    const received = note(this.carrier, { type: 'received', handOverId: letter.handOverId, channel: 'letter', to, at })
    // A kill may have come after some letters of this batch were accepted: those stay accepted.
    if (this.carrier.memory.acceptance(letter.handOverId)?.batch === batch) return { letter, nth, reason: null, received }
    const { answer } = fateOf({ channel: 'letter', to, nth }, this.carrier.settings)
    const damaged = createHash('sha256').update(Buffer.from(letter.pdf, 'base64')).digest('hex') !== letter.sha256
    const reason = damaged ? 'damaged-file' : accepts(answer) ? null : answer.kind === 'refuse' ? answer.code : 'bad-address'
    return { letter, nth, reason, received }
  }

  private async acceptLetter(
    batch: string,
    letter: PrintLetter,
    nth: number,
    at: string,
    file: string | null,
  ): Promise<{ handOverId: string; id: string }> {
    const { handOverId, language, address } = letter
    const before = this.carrier.memory.acceptance(handOverId)
    if (before?.batch === batch) return { handOverId, id: before.id }
    const to = addressLine(address)
    const id = referenceOf(handOverId, { channel: 'letter', to, nth })
    const line: Accepted = {
      type: 'accepted',
      handOverId,
      id,
      channel: 'letter',
      from: 'print-house',
      to,
      at,
      nth,
      language,
      sequence: null,
      file: file === null ? null : `${file}/${letter.file}`,
      batch,
    }
    await accept(this.carrier, line)
    return { handOverId, id }
  }
}
