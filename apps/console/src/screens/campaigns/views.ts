/** Campaigns, segments and previews as the API tells them. */
export type CampaignState = 'draft' | 'running' | 'paused' | 'stopped' | 'finished'

export interface Variant {
  readonly name: 'a' | 'b'
  readonly strategy: string
  readonly strategyVersion: number
  readonly share: number
}

export interface Campaign {
  readonly id: string
  readonly name: string
  readonly kind: 'reminders' | 'preference'
  readonly state: CampaignState
  readonly segmentId: string
  readonly enrolment: 'once' | 'continuous'
  readonly variants: readonly Variant[]
  readonly startsAt: string
  readonly contactsPerHour: number | null
  readonly callsPerDay: number | null
  readonly costLimit: string | null
  readonly lookedAt: number
  readonly passes: number
  readonly createdAt: string
  readonly endedAt: string | null
}

export interface Excluded {
  readonly reason: string
  readonly debtors: number
}

export interface SegmentCount {
  readonly members: number
  readonly enrolled: number
  readonly excluded: readonly Excluded[]
  readonly lookedAt: number
  readonly complete: boolean
  readonly sample: readonly string[]
}

export interface Segment {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly filter: unknown
}

export interface Strategy {
  readonly name: string
  readonly version: number
  readonly for: readonly string[]
  readonly steps: readonly { readonly name: string; readonly phase: string; readonly channel: string | null }[]
}

export type Warning =
  | { readonly code: 'over-capacity'; readonly day: string; readonly calls: number; readonly capacity: number }
  | { readonly code: 'over-pace'; readonly day: string; readonly contacts: number; readonly most: number }
  | { readonly code: 'sampled'; readonly played: number; readonly enrolled: number }

export interface PreviewDay {
  readonly day: string
  readonly contacts: Readonly<Record<string, number>>
  readonly cost: string
  readonly callCapacity: number | null
}

export interface Preview {
  readonly previewId: string
  readonly asOf: string
  readonly from: string
  readonly days: number
  readonly enrolled: number
  readonly excluded: readonly Excluded[]
  readonly played: number
  readonly perChannel: readonly { readonly channel: string; readonly contacts: number; readonly cost: string }[]
  readonly perDay: readonly PreviewDay[]
  readonly costLeast: string
  readonly incomeDays: readonly { readonly day: string; readonly debtors: number }[]
  readonly closedDays: readonly { readonly day: string; readonly nl: string; readonly en: string }[]
  readonly warnings: readonly Warning[]
  readonly sample: readonly {
    readonly debtor: string
    readonly contacts: readonly { readonly at: string; readonly channel: string; readonly phase: string }[]
  }[]
}

export interface Progress {
  readonly resting: readonly { readonly channel: string; readonly because: 'person' | 'carrier' | 'hours'; readonly until: string | null }[]
  readonly cost: string
  readonly enrolled: number
  readonly enrolments: readonly { readonly variant: string | null; readonly state: string; readonly debtors: number }[]
  readonly excluded: readonly Excluded[]
  readonly contacts: readonly {
    readonly variant: string | null
    readonly channel: string
    readonly state: string
    readonly contacts: number
  }[]
  readonly responses: readonly {
    readonly variant: string | null
    readonly replies: number
    readonly promises: number
    readonly payments: number
    readonly paid: string
  }[]
}

export interface Recipient {
  readonly debtorId: string
  readonly debtor: string
  readonly variant: string | null
  readonly state: string
  readonly reason: string | null
  readonly why: readonly { readonly code: string; readonly sentence: string }[]
  readonly since: string
}

export interface LogEntry {
  readonly actor: string
  readonly action: string
  readonly at: string
}

/** Who may make and steer one; others read. */
export const STEERING = ['operator', 'approver', 'admin']
