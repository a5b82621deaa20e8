/** How an import stands: shape and word; one that refused rows is done, and asks for attention. */
import type { ReactNode } from 'react'
import { Chip, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'
import type { ImportRun } from './views'

export function RunChip({ run: { state, refused, undo } }: { readonly run: ImportRun }): ReactNode {
  const t = useTexts(texts)
  if (undo !== null) return <Chip tone={undo === 'done' ? 'wait' : 'plan'}>{t.undoStates[undo]}</Chip>
  const tones: Readonly<Record<ImportRun['state'], Tone>> = { running: 'plan', finished: refused > 0 ? 'warn' : 'done', failed: 'fail' }
  return <Chip tone={tones[state]}>{t.states[state]}</Chip>
}
