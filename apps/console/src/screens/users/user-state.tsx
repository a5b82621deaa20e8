/** Whether somebody takes part, was only invited, or was switched off. */
import type { ReactNode } from 'react'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import type { User } from './people'
import { texts } from './texts'

export function UserState({ user: { disabledAt, hasPassword } }: { readonly user: User }): ReactNode {
  const { states } = useTexts(texts)
  if (disabledAt !== null) return <Chip tone="fail">{states.disabled}</Chip>
  return hasPassword ? <Chip tone="done">{states.active}</Chip> : <Chip tone="wait">{states.invited}</Chip>
}
