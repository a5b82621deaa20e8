/** What the pipe may ask of a channel: closed outcomes, never an exception. */
import type {
  Address,
  FailureClass,
  HandOverId,
  HandOverOutcome,
  Instant,
  LetterBatchId,
  LetterContent,
  LetterLayout,
  LocalDate,
  MessageContent,
  OutboundMessage,
  Phase,
  ReceiptStatus,
} from '#domain'

/** A file that goes with an e-mail. */
export interface Enclosed {
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

export interface Delivery {
  readonly handOverId: HandOverId
  readonly to: Address
  readonly from: string
  readonly message: OutboundMessage
  readonly documents?: readonly Enclosed[]
}

export interface MessageDriver {
  /** Kept with each hand-over. */
  readonly carrier: string
  /** Requests it has in flight at most; more would wait inside, past their time. */
  readonly connections: number
  deliver(delivery: Delivery): Promise<HandOverOutcome>
  /** Absent where the carrier offers none. */
  lookUp?(lost: LostHandOver): Promise<LookUpAnswer>
  /** One harmless call, read like the answer to a message: whether address and account are right. */
  check?(): Promise<HandOverOutcome>
  /** A file that somebody sent along, by what their message named it; absent where none can come so. */
  fetchFile?(reference: string, most: number): Promise<FetchedFile>
  /** Its account was refused just now: nothing is tried. */
  isResting?(): boolean
  close(): Promise<void>
}

/** Later: it could not be had now, or not by this account. */
export type FetchedFile = { readonly kind: 'file'; readonly content: Buffer } | { readonly kind: 'too-large' | 'later' }

/** A send whose answer was lost. */
export interface LostHandOver {
  readonly handOverId: HandOverId
  readonly to: Address
  readonly content: MessageContent
}

/** Silent: the carrier could not be asked. */
export type LookUpAnswer =
  | 'silent'
  | {
      /** What may be it, whoever sent it. */
      readonly held: readonly HeldMessage[]
      /** Whether nothing held is proof, once the request can no longer be on its way. */
      readonly complete: boolean
    }

export interface HeldMessage {
  /** Null where the carrier knows the message by our id. */
  readonly reference: string | null
  readonly status: ReceiptStatus
  readonly failure: FailureClass | null
  readonly code: string | null
}

export interface LetterToPrint {
  readonly handOverId: HandOverId
  readonly letter: LetterContent
  readonly documentType: Phase
  readonly registered: boolean
  /** The last day on which it may be posted: its term is counted from there. */
  readonly notAfter?: LocalDate
}

export interface LetterBatch {
  readonly id: LetterBatchId
  readonly createdAt: Instant
  readonly layout: LetterLayout
  readonly letters: readonly LetterToPrint[]
}

export interface LetterDriver {
  readonly carrier: string
  /** Where the folders of the batches are made. */
  readonly folder: string
  /** One outcome per letter. A batch whose outcome is unknown may be printed again under the same id: the print house prints it once. */
  printBatch(batch: LetterBatch): Promise<Map<HandOverId, HandOverOutcome>>
  close(): Promise<void>
}

export interface Drivers {
  readonly email: MessageDriver
  readonly sms: MessageDriver
  readonly whatsapp: MessageDriver
  readonly letter: LetterDriver
}
