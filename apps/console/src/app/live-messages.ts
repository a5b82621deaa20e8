/** What a page and the worker that holds the browser's one event stream say to each other. */
export interface Beat {
  readonly path: string
  readonly token: string
  readonly csrf: string
  readonly everySeconds: number
}

export type FromPage =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  /** A lease to be kept; null: none any more. Kept by the worker, since timers of hidden pages sleep. */
  | { readonly kind: 'lease'; readonly beat: Beat | null }
  | { readonly kind: 'pong' }
  | { readonly kind: 'bye' }

export type FromWorker =
  | { readonly kind: 'change'; readonly topic: string }
  | { readonly kind: 'missed'; readonly topics: readonly string[] }
  | { readonly kind: 'link'; readonly up: boolean }
  | { readonly kind: 'lease'; readonly held: boolean; readonly expiresAt: string | null }
  | { readonly kind: 'ping' }
