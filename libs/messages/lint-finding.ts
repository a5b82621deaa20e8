/** What the lint has against a template. */
export interface LintFinding {
  readonly code: 'cannot-compose' | 'sentences-too-long' | 'sentence-too-long' | 'difficult-word' | 'threatening-word' | 'missing-section' | 'shows-too-much' | 'no-way-out' | 'unknown-variable' | 'sms-alphabet' | 'sms-too-long'
  readonly detail: string
}
