/** One step of the ladder: when it comes, in which phase, and by which channel if it demands one. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Choice } from '../../parts/choice'
import { Line } from '../../parts/fields'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { refusalSaid } from '../editors/refusals'
import { texts as editors } from '../editors/texts'
import type { Finding } from '../editors/views'
import { texts } from './strategy-texts'

export interface Step {
  readonly name: string
  readonly phase: string
  readonly channel?: string
  readonly day: { readonly from: string; readonly step?: string; readonly days: number | string }
}

interface StepProps {
  readonly step: Step
  readonly above: readonly Step[]
  readonly place: number
  readonly count: number
  readonly errors: Readonly<Record<string, Finding>>
  readonly onChange: (step: Step) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}

const LADDER = ['welcome', 'receipt-check', 'pre-due', 'due-day', 'reminder', 'formal-notice', 'final-demand', 'escalation']

export function StepFields({ step, above, place, count, errors, onChange, onMove, onRemove }: StepProps): ReactNode {
  const t = useTexts(texts)
  const { refusals } = useTexts(editors)
  const { phases, channels } = useTexts(words)
  const said = (field: string): string | null => (errors[field] ? refusalSaid(errors[field].detail, refusals) : null)
  const setDay = (day: Partial<Step['day']>): void => onChange({ ...step, day: { ...step.day, ...day } })
  const setChannel = (channel: string): void => {
    const { channel: _, ...rest } = step
    onChange(channel === '' ? rest : { ...rest, channel })
  }
  // What is not a number yet is kept as it was typed: the reader says so at the field.
  const days = (text: string): number | string => (/^-?\d+$/.test(text.trim()) ? Number(text) : text)
  return (
    <li className={Object.keys(errors).length > 0 ? 'wrong' : ''} aria-label={t.step(place + 1, step.name)}>
      <div className="row spread">
        <strong>
          {place + 1}. {phases[step.phase] ?? step.phase}
        </strong>
        <span className="row">
          <Button className="bare" isDisabled={place === 0} aria-label={t.up(step.name)} onPress={() => onMove(-1)}>
            ↑
          </Button>
          <Button className="bare" isDisabled={place === count - 1} aria-label={t.down(step.name)} onPress={() => onMove(1)}>
            ↓
          </Button>
          <Button className="bare" aria-label={t.remove(step.name)} onPress={onRemove}>
            ✕
          </Button>
        </span>
      </div>
      <div className="fields">
        <Line label={t.name} value={step.name} onChange={(name) => onChange({ ...step, name })} error={said('name')} />
        <Choice
          label={t.phase}
          value={step.phase}
          onChange={(phase) => onChange({ ...step, phase })}
          options={Object.fromEntries(LADDER.map((one) => [one, phases[one] ?? one]))}
          error={said('phase')}
        />
        <Line
          label={t.days}
          inputMode="numeric"
          value={String(step.day.days)}
          onChange={(text) => setDay({ days: days(text) })}
          error={typeof step.day.days === 'string' ? t.whole : said('day.days')}
        />
        <Choice
          label={t.from}
          value={step.day.from}
          onChange={(from) =>
            onChange({ ...step, day: { from, days: step.day.days, ...(from === 'step' && { step: above.at(-1)?.name ?? '' }) } })
          }
          options={t.froms}
          error={said('day.from')}
        />
        {step.day.from === 'step' && (
          <Choice
            label={t.ofStep}
            value={step.day.step ?? null}
            onChange={(name) => setDay({ step: name })}
            options={Object.fromEntries(above.map(({ name }) => [name, name]))}
            error={said('day.step')}
          />
        )}
        <Choice
          label={t.channel}
          value={step.channel ?? ''}
          onChange={setChannel}
          options={{ '': t.anyChannel, ...Object.fromEntries(Object.entries(channels)) }}
          error={said('channel')}
        />
      </div>
    </li>
  )
}
