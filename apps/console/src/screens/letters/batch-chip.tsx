/** How a batch or a letter stands: shape and word. */
import type { ReactNode } from 'react'
import { Chip, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'

const TONES: Readonly<Record<string, Tone>> = {
  assembled: 'wait',
  checked: 'plan',
  released: 'plan',
  exported: 'plan',
  posted: 'done',
  delivered: 'done',
  returned: 'warn',
  rejected: 'fail',
  withdrawn: 'warn',
}

export function LetterChip({ state }: { readonly state: string }): ReactNode {
  return <Chip tone={TONES[state] ?? 'unknown'}>{useTexts(texts).states[state] ?? state}</Chip>
}
