/** The state of a campaign: shape and word. */
import type { ReactNode } from 'react'
import { Chip, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import type { CampaignState } from './views'
import { words } from './words'

const TONES: Readonly<Record<CampaignState, Tone>> = { draft: 'wait', running: 'plan', paused: 'warn', stopped: 'fail', finished: 'done' }

export function StateChip({ state }: { readonly state: CampaignState }): ReactNode {
  return <Chip tone={TONES[state]}>{useTexts(words).campaignState[state]}</Chip>
}
