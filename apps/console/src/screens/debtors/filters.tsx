/** By what holds of them: their group, how far their claims are, and what rests. */
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Choice } from '../../parts/choice'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './texts'

export interface Filter {
  readonly segment: string
  readonly phase: string
  readonly hold: string
}

export const NO_FILTER: Filter = { segment: '', phase: '', hold: '' }
export const isFiltered = (filter: Filter): boolean => Object.values(filter).some((value) => value !== '')

const PHASES = ['welcome', 'receipt-check', 'pre-due', 'due-day', 'reminder', 'formal-notice', 'final-demand', 'escalation'] as const

interface FiltersProps {
  readonly filter: Filter
  /** Phases and holds tell of debts. */
  readonly seesOwed: boolean
  readonly onChange: (filter: Filter) => void
}

export function Filters({ filter, seesOwed, onChange }: FiltersProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  const phases = Object.fromEntries(PHASES.map((phase) => [phase, w.phases[phase] ?? phase]))
  return (
    <div className="row" ref={place}>
      <Choice
        label={t.segment}
        value={filter.segment}
        options={{ '': t.any, ...w.segments }}
        onChange={(segment) => onChange({ ...filter, segment })}
      />
      {seesOwed && (
        <Choice
          label={t.phase}
          value={filter.phase}
          options={{ '': t.any, ...phases }}
          onChange={(phase) => onChange({ ...filter, phase })}
        />
      )}
      {seesOwed && (
        <Choice label={t.hold} value={filter.hold} options={{ '': t.any, ...w.holds }} onChange={(hold) => onChange({ ...filter, hold })} />
      )}
      {isFiltered(filter) && <Button onPress={() => onChange(NO_FILTER)}>{t.noFilter}</Button>}
    </div>
  )
}
