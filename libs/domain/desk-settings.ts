/** Desk settings: the seconds, numbers and words by which a creditor's agents work, as data; what is left out stands here. */
import type { ArrangementLimits } from './arrangement'
import type { Instant } from './dates'
import { parseCents } from './money'
import type { Language } from './owing'

/** A reason that agents choose from: its code stands in the records. */
export interface DeskReason extends Readonly<Record<Language, string>> {
  readonly code: string
}

export interface DeskNumbers {
  /** A call that was taken and not dialled is another agent's after so long. */
  readonly reservedSeconds?: number
  /** A call that is being made without a sign of life counts as broken off after so long. */
  readonly talkingSeconds?: number
  /** How long an outcome or an answer may be taken back. */
  readonly undoSeconds?: number
  /** Who was passed over is not offered to the same agent again for so long. */
  readonly coolingOffMinutes?: number
  /** So many in a row that somebody has a problem, not the calls. */
  readonly skipsThatPause?: number
  /** How long a call-back is its agent's alone. */
  readonly ownCallBackMinutes?: number
  readonly callBackDays?: number
  /** How often one call is tried while nobody answers. */
  readonly callTries?: number
  /** Wrong answers after which nothing more is asked. */
  readonly identityTries?: number
  /** What a consumer on the line must tell rightly; of a firm it is one thing. */
  readonly identityProofs?: number
  /** How long what a debtor owes stays open to an agent who said why. */
  readonly openingMinutes?: number
  readonly taskMinutes?: number
  /** An arrangement that lasts longer is a proposal, which an approver accepts or refuses. */
  readonly arrangementMonths?: number
  /** How long its claims rest while nobody has. */
  readonly proposalDays?: number
}

export interface DeskSettings extends DeskNumbers {
  /** In euro; an arrangement over more is a proposal too. Null: however much. */
  readonly arrangementAmount?: string | null
  /** What is owed stands on the card of a call before anybody knows who answers. */
  readonly amountsBeforeDialling?: boolean
  /** Why a call is passed over. */
  readonly skipReasons?: readonly DeskReason[]
  /** Why an agent rests. */
  readonly pauseReasons?: readonly DeskReason[]
  /** Why who leads the desk takes a call from an agent. */
  readonly releaseReasons?: readonly DeskReason[]
}

export const DESK_DEFAULTS: Readonly<Required<DeskSettings>> = {
  reservedSeconds: 90,
  talkingSeconds: 900,
  undoSeconds: 10,
  coolingOffMinutes: 120,
  skipsThatPause: 3,
  ownCallBackMinutes: 30,
  callBackDays: 14,
  callTries: 4,
  identityTries: 2,
  identityProofs: 2,
  openingMinutes: 30,
  taskMinutes: 15,
  arrangementMonths: 12,
  proposalDays: 7,
  arrangementAmount: null,
  amountsBeforeDialling: false,
  skipReasons: [
    { code: 'wrong-moment', nl: 'Verkeerd moment', en: 'Wrong moment' },
    { code: 'speaks-another-language', nl: 'Andere taal', en: 'Another language' },
    { code: 'known-to-me', nl: 'Ik ken deze persoon', en: 'I know this person' },
    { code: 'needs-a-colleague', nl: 'Voor een collega', en: 'For a colleague' },
  ],
  pauseReasons: [
    { code: 'break', nl: 'Pauze', en: 'Break' },
    { code: 'meeting', nl: 'Overleg', en: 'Meeting' },
    { code: 'training', nl: 'Training', en: 'Training' },
    { code: 'end-of-day', nl: 'Klaar voor vandaag', en: 'Done for today' },
  ],
  releaseReasons: [
    { code: 'not-there', nl: 'Medewerker is er niet', en: 'The agent is not there' },
    { code: 'technical-fault', nl: 'Storing', en: 'Technical fault' },
    { code: 'other-call-first', nl: 'Een ander gesprek gaat voor', en: 'Another call comes first' },
    { code: 'for-a-colleague', nl: 'Een collega kent deze klant', en: 'A colleague knows this customer' },
  ],
}

/** Least and most: what people can still work with. */
export const DESK_LIMITS: Readonly<Record<keyof DeskNumbers, readonly [least: number, most: number]>> = {
  reservedSeconds: [2, 600],
  talkingSeconds: [60, 7200],
  undoSeconds: [0, 60],
  coolingOffMinutes: [0, 1440],
  skipsThatPause: [1, 100],
  ownCallBackMinutes: [0, 1440],
  callBackDays: [1, 90],
  identityTries: [1, 5],
  identityProofs: [1, 3],
  callTries: [1, 10],
  openingMinutes: [1, 240],
  taskMinutes: [1, 240],
  arrangementMonths: [1, 120],
  proposalDays: [1, 30],
}

export const deskOf = (settings: DeskSettings | null | undefined): Readonly<Required<DeskSettings>> => ({ ...DESK_DEFAULTS, ...settings })

export const arrangementLimits = ({ arrangementMonths, arrangementAmount }: Readonly<Required<DeskSettings>>): ArrangementLimits => ({
  months: arrangementMonths,
  amount: arrangementAmount === null ? null : (parseCents(arrangementAmount) ?? null),
})

/** Until then the claims of a proposal rest, unless it is decided before. */
export const proposalEnd = ({ proposalDays }: Readonly<Required<DeskSettings>>, now: Instant): Instant =>
  (now + proposalDays * 86_400_000) as Instant
