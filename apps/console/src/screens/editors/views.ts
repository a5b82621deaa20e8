/** Policies, strategies and templates as the API tells them: what is live, what is written, what waits for a reviewer. */
export type EditedKind = 'template' | 'strategy' | 'policy'
export const KINDS: readonly EditedKind[] = ['template', 'strategy', 'policy']

export interface Named {
  readonly name: string
  readonly live: { readonly id: string; readonly version: number; readonly origin: 'file' | 'editor'; readonly publishedAt: string } | null
  readonly draft: { readonly id: string; readonly authors: readonly string[]; readonly savedAt: string } | null
  readonly waiting: {
    readonly id: string
    readonly version: number
    readonly approvedBy: string | null
    readonly liveFrom: string | null
  } | null
}

export type Definition = Readonly<Record<string, unknown>>

export interface Draft {
  readonly id: string
  readonly kind: EditedKind
  readonly name: string
  readonly definition: Definition
  readonly basedOn: number | null
  readonly authors: readonly string[]
  readonly savedAt: string
}

export type VersionState = 'review' | 'rejected' | 'approved' | 'awaited' | 'live' | 'replaced'

export interface Version {
  readonly id: string
  readonly kind: EditedKind
  readonly name: string
  readonly version: number
  readonly origin: 'file' | 'editor'
  readonly state: VersionState
  readonly authors: readonly string[]
  readonly handedInAt: string
  readonly approvedBy: string | null
  readonly rejectedBy: string | null
  readonly rejectedBecause: string | null
  readonly liveFrom: string | null
  readonly publishedAt: string | null
}

export interface Finding {
  readonly code: string
  readonly detail: string
  readonly blocking: boolean
  readonly field: string | null
  readonly line: number | null
  readonly instead: string | null
}

export interface VersionContent {
  readonly definition: Definition
  readonly comparedWith: number | null
  readonly sentences: readonly string[]
  readonly findings: readonly Finding[]
}

/** Who may write; whoever approves is asked for more by the API. */
export const WRITING = ['operator', 'approver', 'admin']
export const APPROVING = ['approver', 'admin']
