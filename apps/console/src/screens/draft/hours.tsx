/** Contact hours and days of each channel. */
import type { ReactNode } from 'react'
import { Line } from '../../parts/fields'
import { Tick } from '../../parts/tick'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './policy-texts'

/** A draft may lack any of it. */
interface ChannelHours {
  readonly opens?: string
  readonly closes?: string
  readonly days?: readonly string[]
}

interface HoursProps {
  readonly hours: unknown
  readonly said: (field: string) => string | null
  readonly onChange: (hours: Readonly<Record<string, ChannelHours>>) => void
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

export function Hours({ hours, said, onChange }: HoursProps): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const byChannel = (hours ?? {}) as Readonly<Record<string, ChannelHours>>
  const set = (channel: string, change: ChannelHours): void => {
    const before = byChannel[channel]
    if (before) onChange({ ...byChannel, [channel]: { ...before, ...change } })
  }
  return (
    <section className="pane policy-group">
      <h2>{t.groups.hours}</h2>
      <p className="source">{t.sources.hours}</p>
      {Object.entries(byChannel).map(([channel, { opens = '', closes = '', days = [] }]) => (
        <fieldset key={channel} className="stack">
          <legend>{channels[channel] ?? channel}</legend>
          <div className="policy-fields">
            <Line
              label={t.opens}
              value={opens}
              onChange={(value) => set(channel, { opens: value })}
              error={said(`hours.${channel}.opens`) ?? said(`hours.${channel}`)}
            />
            <Line
              label={t.closes}
              value={closes}
              onChange={(value) => set(channel, { closes: value })}
              error={said(`hours.${channel}.closes`)}
            />
          </div>
          <div className="row">
            {WEEK.map((day) => (
              <Tick
                key={day}
                label={t.days[day] ?? day}
                isSelected={days.includes(day)}
                onChange={(on) => set(channel, { days: WEEK.filter((one) => (one === day ? on : days.includes(one))) })}
              />
            ))}
          </div>
          {said(`hours.${channel}.days`) !== null && <p className="error">{said(`hours.${channel}.days`)}</p>}
        </fieldset>
      ))}
    </section>
  )
}
