/** When to call back: the moments that lie within the hours, or another day and time; the server says whether one may call then. */
import { useState, type ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Options } from '../../parts/options'
import { dayFromNow, inZone, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './outcome-texts'

interface CallBackProps {
  readonly at: string
  readonly moments: readonly string[]
  readonly error: string | null
  readonly onChange: (at: string) => void
}

const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/

export function CallBackFields({ at, moments, error, onChange }: CallBackProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const other = (onDay: string, atTime: string): void => {
    setDay(onDay)
    setTime(atTime)
    const [, hour = '', minute = ''] = TIME.exec(atTime.trim()) ?? []
    onChange(hour === '' ? '' : inZone(onDay === '' ? dayFromNow(1) : onDay, `${hour.padStart(2, '0')}:${minute}`))
  }
  return (
    <div className="field-at stack">
      <Options
        label={`${t.at}${at === '' ? '' : `: ${when(at, 'moment', language)}`}`}
        value={at}
        error={error}
        onChange={onChange}
        options={moments.map((id) => ({ id, text: when(id, 'moment', language) }))}
      />
      <div className="row">
        <DayField label={t.atDay} value={day} onChange={(next) => other(next, time)} />
        <Line label={t.atTime} value={time} onChange={(next) => other(day, next)} />
      </div>
    </div>
  )
}
