/** One part of a segment's filter: a group with its parts, or a condition with what its field asks for. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Choice } from '../../parts/choice'
import { Line } from '../../parts/fields'
import { Tick } from '../../parts/tick'
import { useTexts } from '../../texts'
import { words } from '../campaigns/words'
import {
  choicesOf,
  conditionOn,
  FIELDS,
  isAttribute,
  isFlag,
  isGroup,
  isNumber,
  newGroup,
  type Condition,
  type Field,
  type Group,
  type Part,
} from './filter'
import { texts } from './texts'

interface EditorProps<T extends Part> {
  readonly part: T
  readonly onChange: (part: T) => void
}

/** The API takes no deeper filter than six parts. */
const DEEPEST_GROUP = 4

export function GroupEditor({
  part,
  onChange,
  depth = 1,
  onRemove,
}: EditorProps<Group> & { readonly depth?: number; readonly onRemove?: () => void }): ReactNode {
  const t = useTexts(texts)
  const put = (at: number, next: Part | null): void =>
    onChange({ ...part, parts: next ? part.parts.with(at, next) : part.parts.toSpliced(at, 1) })
  const add = (next: Part): void => onChange({ ...part, parts: [...part.parts, next] })
  return (
    <fieldset className="filter-group stack">
      <legend className="hidden-label">{t.join}</legend>
      <div className="row">
        <Choice
          className="inline"
          label={t.join}
          value={part.join}
          options={{ all: t.all, any: t.any }}
          onChange={(join) => onChange({ ...part, join: join === 'any' ? 'any' : 'all' })}
        />
        {depth > 1 && <Tick label={t.not} isSelected={part.not} onChange={(not) => onChange({ ...part, not })} />}
        {onRemove && (
          <Button className="bare" onPress={onRemove}>
            {t.remove}
          </Button>
        )}
      </div>
      {part.parts.map((one, at) =>
        isGroup(one) ? (
          <GroupEditor key={one.id} part={one} depth={depth + 1} onChange={(next) => put(at, next)} onRemove={() => put(at, null)} />
        ) : (
          <ConditionEditor key={one.id} part={one} onChange={(next) => put(at, next)} onRemove={() => put(at, null)} />
        ),
      )}
      <div className="row">
        <Button onPress={() => add(conditionOn('days-overdue'))}>+ {t.addCondition}</Button>
        {depth < DEEPEST_GROUP && (
          <Button onPress={() => add(newGroup(part.join === 'all' ? 'any' : 'all', [conditionOn('phase')]))}>+ {t.addGroup}</Button>
        )}
      </div>
    </fieldset>
  )
}

function ConditionEditor({ part, onChange, onRemove }: EditorProps<Condition> & { readonly onRemove: () => void }): ReactNode {
  const t = useTexts(texts)
  return (
    <div className="filter-condition">
      <Choice
        label={t.field}
        value={part.field}
        options={Object.fromEntries(FIELDS.map((field) => [field, t.fields[field]]))}
        onChange={(field) => onChange({ ...conditionOn(field as Field), id: part.id, not: part.not })}
      />
      <Asked part={part} onChange={onChange} />
      <div className="row filter-end">
        {!isFlag(part.field) && <Tick label={t.not} isSelected={part.not} onChange={(not) => onChange({ ...part, not })} />}
        <Button className="bare" onPress={onRemove} aria-label={`${t.remove}: ${t.fields[part.field]}`}>
          ✕
        </Button>
      </div>
    </div>
  )
}

function Asked({ part, onChange }: EditorProps<Condition>): ReactNode {
  const t = useTexts(texts)
  const { phase } = useTexts(words)
  const choices = choicesOf(part.field)
  if (isNumber(part.field)) {
    return (
      <>
        <Line label={t.min} value={part.min} inputMode="decimal" onChange={(min) => onChange({ ...part, min })} />
        <Line label={t.max} value={part.max} inputMode="decimal" onChange={(max) => onChange({ ...part, max })} />
      </>
    )
  }
  if (isFlag(part.field))
    return (
      <Choice
        label={t.is}
        value={part.is ? 'yes' : 'no'}
        options={{ yes: t.yes, no: t.no }}
        onChange={(is) => onChange({ ...part, is: is === 'yes' })}
      />
    )
  if (choices) {
    const has = (value: string): boolean => part.values.includes(value)
    const tick = (value: string, on: boolean): void =>
      onChange({ ...part, values: on ? [...part.values, value] : part.values.filter((one) => one !== value) })
    return (
      <div className="row filter-ticks" role="group" aria-label={t.fields[part.field]}>
        {choices.map((value) => (
          <Tick
            key={value}
            label={part.field === 'phase' ? (phase[value] ?? value) : (t.choices[value] ?? value)}
            isSelected={has(value)}
            onChange={(on) => tick(value, on)}
          />
        ))}
      </div>
    )
  }
  return (
    <>
      {isAttribute(part.field) && <Line label={t.attribute} value={part.name} onChange={(name) => onChange({ ...part, name })} />}
      <Values part={part} onChange={onChange} />
    </>
  )
}

/** Kept as typed: a comma at the end is the beginning of the next value. */
function Values({ part, onChange }: EditorProps<Condition>): ReactNode {
  const t = useTexts(texts)
  const typed = part.values.join(',')
  return <Line label={t.values} value={typed} onChange={(text) => onChange({ ...part, values: text === '' ? [] : text.split(',') })} />
}
