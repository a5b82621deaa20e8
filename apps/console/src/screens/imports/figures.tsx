/** A few counts beside each other, as many on a line as there is room for. */
import type { ReactNode } from 'react'
import { useWhole } from '../../parts/whole'
import './figures.css'

export function Figures({ figures }: { readonly figures: readonly (readonly [string, number])[] }): ReactNode {
  const whole = useWhole()
  return (
    <dl className="figures">
      {figures.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{whole(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
