/** The editor of a strategy: the ladder step by step, what does not fit at its own field, and what it makes of debtors. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSession } from '../../app/session'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { Findings } from '../editors/findings'
import { WRITING, type Definition, type Finding } from '../editors/views'
import { Tick } from '../../parts/tick'
import { Outlook } from './outlook'
import { StepFields, type Step } from './step-fields'
import { texts } from './strategy-texts'
import type { Writing } from './use-writing'

interface EditorProps {
  readonly writing: Writing
  readonly findings: readonly Finding[]
}

export function StrategyEditor({ writing, findings }: EditorProps): ReactNode {
  const t = useTexts(texts)
  const { kinds } = useTexts(words)
  const { role } = useSession()
  const { definition, write } = writing
  const steps = stepsOf(definition)
  const put = (next: readonly Step[]): void => write({ ...definition, steps: next })
  const isFor = Array.isArray(definition.for) ? (definition.for as readonly string[]) : []
  const readOnly = !WRITING.includes(role)
  const add = (): void =>
    put([...steps, { name: freeName(steps), phase: steps.at(-1)?.phase ?? 'reminder', day: { from: 'due-date', days: 7 } }])
  return (
    <div className="writing">
      <fieldset className="stack" disabled={readOnly}>
        <legend className="hidden-label">{t.ladder}</legend>
        <div className="row">
          <span>{t.for}</span>
          {['consumer', 'business'].map((kind) => (
            <Tick
              key={kind}
              label={kinds[kind] ?? kind}
              isSelected={isFor.includes(kind)}
              onChange={(on) => write({ ...definition, for: on ? [...isFor, kind] : isFor.filter((one) => one !== kind) })}
            />
          ))}
        </div>
        <ol className="ladder" aria-label={t.ladder}>
          {steps.map((step, index) => (
            <StepFields
              key={index}
              step={step}
              above={steps.slice(0, index)}
              place={index}
              count={steps.length}
              errors={errorsAt(findings, index)}
              onChange={(next) => put(steps.map((one, at) => (at === index ? next : one)))}
              onMove={(by) => put(moved(steps, index, by))}
              onRemove={() => put(steps.filter((_, at) => at !== index))}
            />
          ))}
        </ol>
        {!readOnly && (
          <div>
            <Button onPress={add}>{t.add}</Button>
          </div>
        )}
        <Findings findings={findings} />
      </fieldset>
      <Outlook writing={writing} />
    </div>
  )
}

/** A draft may hold anything: what is missing of a step is shown as empty, and the findings say so. */
const stepsOf = ({ steps }: Definition): readonly Step[] =>
  Array.isArray(steps)
    ? steps.map((step: Partial<Step> | null) => ({
        ...step,
        name: step?.name ?? '',
        phase: step?.phase ?? '',
        day: { from: '', days: '', ...step?.day },
      }))
    : []

/** Of one step, by the field that does not fit. */
const errorsAt = (findings: readonly Finding[], index: number): Readonly<Record<string, Finding>> =>
  Object.fromEntries(
    findings.flatMap((one) => (one.field?.startsWith(`steps.${index}.`) ? [[one.field.slice(`steps.${index}.`.length), one]] : [])),
  )

function moved(steps: readonly Step[], from: number, by: number): readonly Step[] {
  const next = [...steps]
  const [step] = next.splice(from, 1)
  if (step) next.splice(from + by, 0, step)
  return next
}

function freeName(steps: readonly Step[]): string {
  for (let number = steps.length + 1; ; number++) if (steps.every(({ name }) => name !== `step-${number}`)) return `step-${number}`
}
