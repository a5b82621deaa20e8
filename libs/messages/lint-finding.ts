/** What the lint has against a template, or against what a person writes. */
export interface LintFinding {
  readonly code:
    | 'cannot-compose'
    | 'sentences-too-long'
    | 'sentence-too-long'
    | 'difficult-word'
    | 'threatening-word'
    | 'missing-section'
    | 'shows-too-much'
    | 'mentions-income'
    | 'no-way-out'
    | 'unknown-variable'
    | 'sms-alphabet'
    | 'sms-too-long'
  readonly detail: string
}

const ADVICE: readonly LintFinding['code'][] = ['sentences-too-long', 'sentence-too-long', 'difficult-word', 'sms-alphabet', 'sms-too-long']
/** What blocks is never published or sent; the rest is advice. */
export const isBlocking = ({ code }: Pick<LintFinding, 'code'>): boolean => !ADVICE.includes(code)
