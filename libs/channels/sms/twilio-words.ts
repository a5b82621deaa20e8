/** The words of Twilio that several files speak: where our id travels, and how far a message is. */
import type { ReceiptStatus } from '#domain'

/** The parameter of the status callback that holds the hand-over's id; Twilio signs it with the URL. */
export const HAND_OVER = 'handOver'

export const TWILIO_STATUSES: Readonly<Record<string, ReceiptStatus>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}
