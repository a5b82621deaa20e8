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
import { texts } from './texts'
import { weeksOf } from './weeks'

type DayWarning = Exclude<Preview['warnings'][number], { code: 'sampled' }>

export function HeatMap({ preview }: { readonly preview: Preview }): ReactNode {
  const t = useTexts(texts)
  const { channel: names } = useTexts(words)
  const language = useSessionLanguage()
  const [channel, setChannel] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const days = new Map(preview.perDay.map((day) => [day.day, day]))
  const countOf = (day: string): number => Object.entries(days.get(day)?.contacts ?? {}).reduce((sum, [one, count]) => (channel === '' || one === channel ? sum + count : sum), 0)
  const most = Math.max(1, ...preview.perDay.map(({ day }) => countOf(day)))
  const closed = new Map(preview.closedDays.map((one) => [one.day, one[language]]))
  const incomes = new Map(preview.incomeDays.map(({ day, debtors }) => [day, debtors]))
  const isPeak = (day: string): boolean => (incomes.get(day) ?? 0) * PEAK > preview.played
  const warned = new Map(preview.warnings.filter((one): one is DayWarning => one.code !== 'sampled').map((one) => [one.day, one]))
  return (
    <section className="pane stack">
      <header className="row spread">
        <h2>{t.heat}</h2>
        <Choice className="inline" label={t.show} value={channel} onChange={setChannel} options={{ '': t.allChannels, ...Object.fromEntries(preview.perChannel.map((one) => [one.channel, names[one.channel] ?? one.channel])) }} />
      </header>
      <div className="two-panes">
        <table className="heat">
          <thead><tr><th>{t.week}</th>{t.days.map((day) => <th key={day} className="num">{day}</th>)}</tr></thead>
          <tbody>
            {weeksOf(preview.from, preview.days).map((week) => (
              <tr key={week[0]}>
                <th scope="row"><Short day={week[0] ?? ''} /></th>
                {week.map((day) => <Cell key={day} day={day} count={countOf(day)} most={most} isOver={warned.has(day)} closed={closed.get(day)} isPeak={isPeak(day)} isChosen={day === chosen} isInside={day >= preview.from} onChoose={choose} />)}
              </tr>
            ))}
          </tbody>
        </table>
        <div className="stack">
          <DayFigures day={chosen === null ? undefined : days.get(chosen)} warning={chosen === null ? undefined : warned.get(chosen)} />
          {preview.incomeDays.some(({ day }) => isPeak(day)) && <p className="small quiet">{t.peakSays}</p>}
          {preview.closedDays.length > 0 && <ul className="small quiet" aria-label={t.closed}>{preview.closedDays.map((one) => <li key={one.day}>✕ {when(one.day, 'weekday', language)}: {one[language]}</li>)}</ul>}
        </div>
      </div>
    </section>
  )
}

const Short = ({ day }: { readonly day: string }): ReactNode => when(day, 'weekday', useSessionLanguage())

interface CellProps {
  readonly day: string
  readonly count: number
  readonly most: number
  readonly isOver: boolean
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
function Cell({ day, count, most, isOver, closed, isPeak, isChosen, isInside, onChoose }: CellProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const whole = useWhole()
  if (isInside && closed !== undefined) return <td className="num quiet closed-day" title={closed} aria-label={`${when(day, 'weekday', language)}: ${t.closed}, ${closed}`}>✕</td>
  if (!isInside || count === 0) return <td className="num quiet" aria-label={`${when(day, 'weekday', language)}${isInside && isPeak ? `, ${t.peak}` : ''}`}>{isInside ? (isPeak ? '€' : '·') : ''}</td>
  return (
    <td className="num">
      <Button className={`heat-cell level-${Math.ceil((count / most) * 5)} ${isOver ? 'over' : ''} ${isChosen ? 'chosen' : ''}`} onPress={() => onChoose(day)}
        aria-label={`${when(day, 'weekday', language)}: ${whole(count)}${isOver ? `, ${t.over}` : ''}${isPeak ? `, ${t.peak}` : ''}`} aria-pressed={isChosen}>
        {whole(count)}{isOver && <span aria-hidden="true"> ▲</span>}{isPeak && <span aria-hidden="true"> €</span>}
      </Button>
    </td>
  )
}

function DayFigures({ day, warning }: { readonly day: PreviewDay | undefined; readonly warning: DayWarning | undefined }): ReactNode {
  const t = useTexts(texts)
  const { channel: names } = useTexts(words)
  const whole = useWhole()
  const language = useSessionLanguage()
  if (!day) return <p className="quiet">{t.pickDay}</p>
  return (
    <div className="stack" aria-live="polite">
      <h3>{when(day.day, 'weekday', language)}</h3>
      <dl className="facts">
        {Object.entries(day.contacts).map(([channel, count]) => <div key={channel} className="fact"><dt>{names[channel]}</dt><dd className="num">{whole(count)}</dd></div>)}
        <div className="fact"><dt>{t.cost}</dt><dd className="num"><Money amount={day.cost} /></dd></div>
      </dl>
      {warning?.code === 'over-capacity' && <p className="bar warn">▲ {t.capacity(whole(warning.calls), whole(warning.capacity))}</p>}
      {warning?.code === 'over-pace' && <p className="bar warn">▲ {t.pace(whole(warning.contacts), whole(warning.most))}</p>}
    </div>
  )
}
