/** The call desk as the API tells of it. */
export interface DeskAgent {
  readonly agent: string
  readonly name: string | null
  readonly state: 'free' | 'resting' | 'reserved' | 'talking'
  readonly task: string | null
  readonly since: string | null
  readonly calledIn: boolean
  readonly pauseReason: string | null
  readonly seenAt: string
  readonly toldToday: number
}

export interface DeskRead {
  readonly ready: number
  readonly later: number
  readonly planned: number
  readonly nextAt: string | null
  readonly toldLastHour: number
  readonly agents: readonly DeskAgent[]
  readonly interrupted: readonly { readonly id: string; readonly debtor: string; readonly name: string | null; readonly agent: string | null; readonly claimedAt: string | null }[]
}
