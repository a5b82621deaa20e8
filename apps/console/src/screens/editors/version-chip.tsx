/** The state of a version: shape and word. */
import type { ReactNode } from 'react'
import { Chip, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'
import type { VersionState } from './views'

const TONES: Readonly<Record<VersionState, Tone>> = {
  review: 'human',
  rejected: 'fail',
  approved: 'plan',
  awaited: 'plan',
  live: 'done',
  replaced: 'wait',
}

export function VersionChip({ state }: { readonly state: VersionState }): ReactNode {
  return <Chip tone={TONES[state]}>{useTexts(texts).states[state]}</Chip>
}
