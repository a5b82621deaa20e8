/** Desk settings: the seconds and numbers by which a creditor's agents work, as data; what is left out stands here. */
export interface DeskSettings {
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
  /** Wrong answers after which nothing more is asked. */
  readonly identityTries?: number
  /** What a consumer on the line must tell rightly; of a firm it is one thing. */
  readonly identityProofs?: number
  /** How long what a debtor owes stays open to an agent who said why. */
  readonly openingMinutes?: number
  readonly taskMinutes?: number
}

export const DESK_DEFAULTS: Readonly<Required<DeskSettings>> = {
  reservedSeconds: 90, talkingSeconds: 900, undoSeconds: 10, coolingOffMinutes: 120, skipsThatPause: 3, ownCallBackMinutes: 30, callBackDays: 14, identityTries: 2, identityProofs: 2,
  openingMinutes: 30, taskMinutes: 15,
}

/** Least and most: what people can still work with. */
export const DESK_LIMITS: Readonly<Record<keyof DeskSettings, readonly [least: number, most: number]>> = {
  reservedSeconds: [2, 600], talkingSeconds: [60, 7200], undoSeconds: [0, 60], coolingOffMinutes: [0, 1440], skipsThatPause: [1, 100], ownCallBackMinutes: [0, 1440], callBackDays: [1, 90],
  identityTries: [1, 5], identityProofs: [1, 3], openingMinutes: [1, 240], taskMinutes: [1, 240],
}

export const deskOf = (settings: DeskSettings | null | undefined): Readonly<Required<DeskSettings>> => ({ ...DESK_DEFAULTS, ...settings })
