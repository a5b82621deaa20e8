/** Lint of a text message: the cheap alphabet, and not too many parts. */
import type { LintFinding } from './lint-finding'
import { smsSegments } from './sms'

const MOST_SEGMENTS = 2

/** Beyond GSM-7 a segment holds less than half, and costs as much. */
export function smsFindings(text: string): LintFinding[] {
  const { encoding, segments } = smsSegments(text)
  return [
    ...(encoding === 'gsm-7'
      ? []
      : [{ code: 'sms-alphabet', detail: [...new Set(text)].filter((sign) => smsSegments(sign).encoding !== 'gsm-7').join(' ') } as const]),
    ...(segments > MOST_SEGMENTS ? [{ code: 'sms-too-long', detail: `${segments} segments, ${MOST_SEGMENTS} at most` } as const] : []),
  ]
}
