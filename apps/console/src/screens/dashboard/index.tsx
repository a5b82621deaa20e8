/** How it goes: what waits now, what went today and what did not with its reason, and shares over a period. No names: it may hang on a wall. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useKeys } from '../../app/keys'
import { Options } from '../../parts/options'
import { PausedChannels } from '../../parts/paused-channels'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { CountPane, NotSent, SharePane } from './figure-panes'
import { isPeriod, PERIODS, useFigures, type Figure, type FiguresRead, type Period } from './figures'
import { GroupedFigures } from './groups'
import { texts } from './texts'
import './dashboard.css'

const NOW = ['queued', 'calls-waiting', 'replies-waiting', 'unknown-outcomes']

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const search: { readonly days?: string } = useSearch({ strict: false })
  const days: Period = isPeriod(search.days) ? search.days : '30'
  const read = useFigures(days)
  const choose = (period: string | undefined): void => {
    if (period !== undefined) void navigate({ to: '/dashboard', search: { days: period }, replace: true })
  }
  const at = PERIODS.indexOf(days)
  useKeys({ '[': { does: t.shorter, run: () => choose(PERIODS[at - 1]) }, ']': { does: t.longer, run: () => choose(PERIODS[at + 1]) } })
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.title}</h1>
        <p className="quiet small">{read.data && <>{t.asOf} <When at={read.data.asOf} /></>}</p>
      </header>
      <PausedChannels />
      <Shown read={read} rows={8}>
        {(figures) => (
          <>
            <Today {...figures} />
            <section className="stack" aria-labelledby="result">
              <header className="row spread">
                <h2 id="result">{t.period} <span className="quiet small"><When at={figures.from} as="day" /> {t.upTo} <When at={figures.until} as="day" /></span></h2>
                <Options label={t.over} value={days} options={PERIODS.map((id) => ({ id, text: t.periods[id] }))} onChange={choose} />
              </header>
              <div className="kpis">{figures.figures.filter(({ when }) => when === 'period').map((figure) => <SharePane key={figure.code} figure={figure} />)}</div>
              <GroupedFigures days={days} />
            </section>
          </>
        )}
      </Shown>
    </div>
  )
}

function Today({ figures }: FiguresRead): ReactNode {
  const t = useTexts(texts)
  const coded = (code: string): readonly Figure[] => figures.filter((figure) => figure.code === code)
  return (
    <>
      <section className="stack" aria-labelledby="now">
        <h2 id="now">{t.now}</h2>
        <div className="kpis">{NOW.map((code) => <CountPane key={code} code={code} figures={coded(code)} />)}</div>
      </section>
      <section className="stack" aria-labelledby="today">
        <h2 id="today">{t.today}</h2>
        <div className="kpis"><CountPane code="handed-over" figures={coded('handed-over')} /><div className="pane not-sent"><h2>{t.notSent}</h2><NotSent figures={coded('not-sent')} /></div></div>
      </section>
    </>
  )
}
