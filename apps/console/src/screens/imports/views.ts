/** Imports as the API tells them. */
export interface ImportRun {
  readonly id: string
  readonly kind: 'claims' | 'payments'
  readonly state: 'running' | 'finished' | 'failed'
  readonly fault: string | null
  readonly mapping: string
  readonly mappingVersion: number
  readonly fullExport: boolean
  readonly linesDone: number
  readonly loaded: number
  readonly changed: number
  readonly refused: number
  readonly unmatched: number
  readonly held: number
  readonly undo: 'under-way' | 'done' | null
  readonly withdrawn: number
  readonly putBack: number
  readonly kept: number
  readonly startedAt: string
  readonly finishedAt: string | null
}

export const WHY_KEPT = ['paid', 'contacted', 'promised', 'arranged', 'debited', 'disputed', 'changed'] as const
export type WhyKept = (typeof WHY_KEPT)[number]

export interface ForeseenUndo {
  readonly refused: 'payments-stay' | 'import-at-work' | 'later-import' | 'too-long-ago' | 'already-undone' | null
  readonly withdrawn: number
  readonly putBack: number
  readonly kept: readonly { readonly why: WhyKept; readonly claims: number }[]
}

export interface KeptClaim {
  readonly claimId: string
  readonly debtorId: string
  readonly reference: string
  readonly why: WhyKept
}

export interface Mapping {
  readonly name: string
  readonly version: number
  readonly records: 'claims' | 'payments'
  readonly format: string
  readonly encoding: string
  readonly delimiter: string
  readonly decimal: string
  readonly dates: string
  readonly fullExport: boolean
  readonly fields: readonly { readonly field: string; readonly columns: readonly string[] }[]
}

export interface RefusedRow {
  readonly line: string
  readonly reason: string
  readonly cells: Readonly<Record<string, string>>
}

export interface Check {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  readonly unmatched: number
  readonly importedAt: string | null
  readonly errors: readonly RefusedRow[]
  readonly sample: readonly {
    readonly reference: string | null
    readonly name: string | null
    readonly day: string
    readonly amount: string
  }[]
}
