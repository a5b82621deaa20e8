/** How it goes: what waits now, what went today and what did not with its reason, and shares over a period; behind each figure its rows. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { Options } from '../../parts/options'
import { PausedChannels } from '../../parts/paused-channels'
import { useRowKeys } from '../../parts/row-keys'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { Carriers } from './carriers'
import { CountPane, NotSent, SharePane } from './figure-panes'
import { isPeriod, PERIODS, useFigures, type Figure, type FiguresRead, type Period } from './figures'
import { GroupedFigures } from './groups'
import { RowsBehind } from './rows-behind'
import { leadWith, RowsLead } from './rows-lead'
import { texts } from './texts'
import { Wall } from './wall'
import './dashboard.css'

const NOW = ['queued', 'calls-waiting', 'replies-waiting', 'windows-closing', 'unknown-outcomes']

interface Search {
  readonly days?: string
  readonly rows?: string
  readonly of?: string
  readonly wall?: string
}

export function Screen(): ReactNode {
  const navigate = useNavigate()
  const search: Search = useSearch({ strict: false })
  const days: Period = isPeriod(search.days) ? search.days : '30'
  const go = (more: Partial<Search>): void => void navigate({ to: '/dashboard', search: { days, ...more }, replace: true })
  if (search.rows !== undefined) return <RowsBehind code={search.rows} of={search.of} days={days} onBack={() => go({})} />
  return (
    <RowsLead value={leadWith(days)}>
      <Dashboard days={days} isWall={search.wall !== undefined} go={go} />
    </RowsLead>
  )
}

interface DashboardProps {
  readonly days: Period
  readonly isWall: boolean
  readonly go: (more: Partial<Search>) => void
}

function Dashboard({ days, isWall, go }: DashboardProps): ReactNode {
  const t = useTexts(texts)
  const read = useFigures(days)
  const choose = (period: string | undefined): void => {
    if (period !== undefined) go({ days: period, ...(isWall && { wall: '1' }) })
  }
  const at = PERIODS.indexOf(days)
  useRowKeys()
  useKeys({
    '[': { does: t.shorter, run: () => choose(PERIODS[at - 1]) },
    ']': { does: t.longer, run: () => choose(PERIODS[at + 1]) },
    w: { does: t.wall, run: () => go({ wall: '1' }) },
  })
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.title}</h1>
        <div className="row">
          <p className="quiet small">
            {read.data && (
              <>
                {t.asOf} <When at={read.data.asOf} />
              </>
            )}
          </p>
          <Button onPress={() => go({ wall: '1' })}>
            {t.wall} <kbd aria-hidden="true">w</kbd>
          </Button>
        </div>
      </header>
      <PausedChannels />
      <Shown read={read} rows={8}>
        {(figures) => (
          <>
            <Today {...figures} />
            <section className="stack" aria-labelledby="result">
              <header className="row spread">
                <h2 id="result">
                  {t.period} <Days {...figures} />
                </h2>
                <Options label={t.over} value={days} options={PERIODS.map((id) => ({ id, text: t.periods[id] }))} onChange={choose} />
              </header>
              <Shares {...figures} />
              <GroupedFigures days={days} />
            </section>
            {isWall && (
              <Wall asOf={figures.asOf} onClose={() => go({})}>
                <Today {...figures} id="wall-" />
                <section className="stack">
                  <h2>
                    {t.period} <Days {...figures} />
                  </h2>
                  <Shares {...figures} />
                </section>
              </Wall>
            )}
          </>
        )}
      </Shown>
    </div>
  )
}

const Shares = ({ figures }: FiguresRead): ReactNode => (
  <div className="kpis">
    {figures
      .filter(({ when }) => when === 'period')
      .map((figure) => (
        <SharePane key={figure.code} figure={figure} />
      ))}
  </div>
)

function Days({ from, until }: FiguresRead): ReactNode {
  const t = useTexts(texts)
  return (
    <span className="quiet small">
      <When at={from} as="day" /> {t.upTo} <When at={until} as="day" />
    </span>
  )
}

function Today({ figures, carriers, id = '' }: FiguresRead & { readonly id?: string }): ReactNode {
  const t = useTexts(texts)
  const coded = (code: string): readonly Figure[] => figures.filter((figure) => figure.code === code)
  return (
    <>
      <section className="stack" aria-labelledby={`${id}now`}>
        <h2 id={`${id}now`}>{t.now}</h2>
        <div className="kpis">
          {NOW.map((code) => (
            <CountPane key={code} code={code} figures={coded(code)} />
          ))}
        </div>
      </section>
      <section className="stack" aria-labelledby={`${id}today`}>
        <h2 id={`${id}today`}>{t.today}</h2>
        <div className="kpis">
          <CountPane code="handed-over" figures={coded('handed-over')} />
          <Carriers carriers={carriers} />
          <div className="pane not-sent">
            <h2>{t.notSent}</h2>
            <NotSent figures={coded('not-sent')} />
          </div>
        </div>
      </section>
    </>
  )
}
