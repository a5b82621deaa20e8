/** Who is left out of a campaign, by reason. */
import type { ReactNode } from 'react'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import type { Excluded } from './views'
import { words } from './words'

const CAPTIONS = { nl: { leftOut: 'Niet mee, en waarom', debtors: 'Debiteuren' }, en: { leftOut: 'Left out, and why', debtors: 'Debtors' } }

export function ExcludedTable({ excluded }: { readonly excluded: readonly Excluded[] }): ReactNode {
  const t = useTexts(CAPTIONS)
  const names = useTexts(words).excluded
  const whole = useWhole()
  if (excluded.length === 0) return null
  return (
    <table>
      <thead>
        <tr>
          <th>{t.leftOut}</th>
          <th className="num">{t.debtors}</th>
        </tr>
      </thead>
      <tbody>
        {excluded.map(({ reason, debtors }) => (
          <tr key={reason}>
            <td>{names[reason] ?? reason}</td>
            <td className="num">{whole(debtors)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
