/** Why somebody is not let in, in their own words as far as there are. */
import type { ReactNode } from 'react'
import { inWords, type Problem } from '../../api/problem'
import { saying } from '../../parts/state'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { texts } from './texts'

export function Refused({ fault }: { readonly fault: Problem }): ReactNode {
  const { offline, refused } = useTexts(texts)
  const general = useTexts(shell)
  return (
    <p className="error" role="alert">
      {saying(inWords(fault, refused), { ...general, offline })}
    </p>
  )
}
