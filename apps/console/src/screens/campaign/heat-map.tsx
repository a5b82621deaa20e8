/** Eight weeks as a calendar: the more goes out, the darker the day; a table, so that whoever cannot see it reads the same. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { Money, when } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import type { Preview, PreviewDay } from '../campaigns/views'
import { words } from '../campaigns/words'
import { useEstimate } from './cost'
import { texts } from './texts'
import { weeksOf } from './weeks'

type DayWarning = Exclude<Preview['warnings'][number], { code: 'sampled' }>

export function HeatMap({ preview }: { readonly preview: Preview }): ReactNode {
  const t = useTexts(texts)
  const { channel: names } = useTexts(words)
  const language = useSessionLanguage()
  const [channel, setChannel] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const estimate = useEstimate(preview)
  const days = new Map(preview.perDay.map((day) => [day.day, day]))
  const countOf = (day: string): number =>
    Object.entries(days.get(day)?.contacts ?? {}).reduce((sum, [one, count]) => (channel === '' || one === channel ? sum + count : sum), 0)
  const most = Math.max(1, ...preview.perDay.map(({ day }) => countOf(day)))
  const closed = new Map(preview.closedDays.map((one) => [one.day, one[language]]))
  const incomes = new Map(preview.incomeDays.map(({ day, debtors }) => [day, debtors]))
  const isPeak = (day: string): boolean => (incomes.get(day) ?? 0) * PEAK > preview.played
  /** Two of a day, where it is beyond what they can make and beyond their pace. */
  const warnedOf = (day: string | null): readonly DayWarning[] =>
    preview.warnings.filter((one): one is DayWarning => one.code !== 'sampled' && one.day === day)
  return (
    <section className="pane stack">
      <header className="row spread">
        <h2>{t.heat}</h2>
        <Choice
          className="inline"
          label={t.show}
          value={channel}
          onChange={setChannel}
          options={{
            '': t.allChannels,
            ...Object.fromEntries(preview.perChannel.map((one) => [one.channel, names[one.channel] ?? one.channel])),
          }}
        />
      </header>
      <div className="two-panes">
        <table className="heat">
          <thead>
            <tr>
              <th>{t.week}</th>
              {t.days.map((day) => (
                <th key={day} className="num">
                  {day}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(preview.from, preview.days).map((week) => (
              <tr key={week[0]}>
                <th scope="row">
                  <Short day={week[0] ?? ''} />
                </th>
                {week.map((day) => (
                  <Cell
                    key={day}
                    day={day}
                    count={countOf(day)}
                    says={estimate.count(countOf(day))}
                    most={most}
                    warnings={warnedOf(day)}
                    closed={closed.get(day)}
                    isPeak={isPeak(day)}
                    isChosen={day === chosen}
                    isInside={day >= preview.from}
                    onChoose={choose}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <div className="stack">
          <DayFigures
            estimate={estimate}
            chosen={chosen}
            day={days.get(chosen ?? '')}
            closed={closed.get(chosen ?? '')}
            incomes={incomes.get(chosen ?? '')}
            warnings={warnedOf(chosen)}
          />
          {preview.incomeDays.some(({ day }) => isPeak(day)) && <p className="small quiet">{t.peakSays}</p>}
          {preview.closedDays.length > 0 && (
            <ul className="small quiet" aria-label={t.closed}>
              {preview.closedDays.map((one) => (
                <li key={one.day}>
                  ✕ {when(one.day, 'weekday', language)}: {one[language]}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  )
}

const Short = ({ day }: { readonly day: string }): ReactNode => when(day, 'weekday', useSessionLanguage())

interface CellProps {
  readonly day: string
  readonly count: number
  readonly says: string
  readonly most: number
  readonly warnings: readonly DayWarning[]
  /** Why nobody is contacted that day. */
  readonly closed: string | undefined
  /** More than a tenth of the debtors have their money come in. */
  readonly isPeak: boolean
  readonly isChosen: boolean
  readonly isInside: boolean
  readonly onChoose: (day: string) => void
}

const PEAK = 10

/** Five steps: more cannot be told apart. */
function Cell({ day, count, says, most, warnings, closed, isPeak, isChosen, isInside, onChoose }: CellProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  if (!isInside) return <td />
  const isClosed = closed !== undefined && count === 0
  const isOver = warnings.length > 0
  const said = [
    isClosed ? `${t.closed}, ${closed}` : says,
    ...warnings.map(({ code }) => (code === 'over-pace' ? t.overPace : t.over)),
    ...(isPeak ? [t.peak] : []),
  ].join(', ')
  return (
    <td className="num">
      <Button
        className={`heat-cell level-${Math.ceil((count / most) * 5)} ${isOver ? 'over' : ''} ${isClosed ? 'closed-day' : ''} ${isChosen ? 'chosen' : ''}`}
        onPress={() => onChoose(day)}
        aria-label={`${when(day, 'weekday', language)}: ${said}`}
        aria-pressed={isChosen}
      >
        {isClosed ? <span className="quiet">✕</span> : count === 0 ? <span className="quiet">·</span> : says}
        {isOver && <span aria-hidden="true"> ▲</span>}
        {isPeak && <span aria-hidden="true"> €</span>}
      </Button>
    </td>
  )
}

interface DayProps {
  readonly estimate: ReturnType<typeof useEstimate>
  readonly chosen: string | null
  /** Undefined: nothing goes out. */
  readonly day: PreviewDay | undefined
  readonly closed: string | undefined
  readonly incomes: number | undefined
  readonly warnings: readonly DayWarning[]
}

function DayFigures({ estimate, chosen, day, closed, incomes, warnings }: DayProps): ReactNode {
  const t = useTexts(texts)
  const { channel: names } = useTexts(words)
  const whole = useWhole()
  const language = useSessionLanguage()
  if (chosen === null) return <p className="quiet">{t.pickDay}</p>
  return (
    <div className="stack" aria-live="polite">
      <h3>{when(chosen, 'weekday', language)}</h3>
      {closed !== undefined && (
        <p>
          {t.closed}: {closed}
        </p>
      )}
      {!day && <p className="quiet">{t.nothingGoes}</p>}
      {day && (
        <dl className="facts">
          {Object.entries(day.contacts).map(([channel, count]) => (
            <div key={channel} className="fact">
              <dt>{names[channel]}</dt>
              <dd className="num">{estimate.count(count)}</dd>
            </div>
          ))}
          <div className="fact">
            <dt>{t.cost}</dt>
            <dd className="num">
              <Money amount={estimate.euro(day.cost)} />
            </dd>
          </div>
        </dl>
      )}
      {incomes !== undefined && <p>€ {t.incomesOn(estimate.count(incomes))}</p>}
      {warnings.map((one) => (
        <p key={one.code} className="bar warn">
          ▲ {one.code === 'over-pace' ? t.pace(whole(one.contacts), whole(one.most)) : t.capacity(whole(one.calls), whole(one.capacity))}
        </p>
      ))}
    </div>
  )
}
