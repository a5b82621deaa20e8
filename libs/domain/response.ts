/** Response: what a debtor did with earlier contacts, as counts; what the choice of a channel and an hour may learn from. */
import type { Channel } from './channel'
import type { Instant } from './dates'

export interface ResponseCounts {
  readonly contacts: number
  /** Of those: read, replied to, answered on the phone, or followed by a payment. */
  readonly answered: number
}

/** Of one channel; a channel never used for this debtor has zero contacts and is there for what others like them do. */
export interface ChannelResponse extends ResponseCounts {
  readonly channel: Channel
  /** When the debtor read, replied or picked up, the latest few; a payment is booked at an hour of the bank's, and is not among them. */
  readonly answeredAt: readonly Instant[]
  /** The same counts over the debtors of the same kind and segment: where the estimate starts. */
  readonly like: ResponseCounts
}
