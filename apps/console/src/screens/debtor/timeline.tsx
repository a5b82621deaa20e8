/** What happened over all channels, the newest first, what was not sent too; `y` tells why of the row one is at. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { More } from '../../parts/more'
import { Options } from '../../parts/options'
import { useRowKeys } from '../../parts/row-keys'
import { Shown } from '../../parts/state'
import { Chip, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { useTimeline, type TimelineEntry } from './debtor-api'
import { texts } from './texts'

type Kind = keyof (typeof texts)['nl']['kinds']
const KINDS: readonly Kind[] = ['all', 'message', 'talk', 'money', 'agreed', 'task']

function kindOf({ kind, contact }: TimelineEntry): Kind {
  if (kind === 'call-outcome' || kind === 'called-in' || contact?.channel === 'call') return 'talk'
  if (contact !== null || kind === 'inbound') return 'message'
  if (/payment|debit|collection|waive|discount|mandate/.test(kind)) return 'money'
  return kind.startsWith('task') ? 'task' : 'agreed'
}

export function Timeline({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const read = useTimeline(id)
  const [only, setOnly] = useState<Kind>('all')
  const [told, setTold] = useState<string | null>(null)
  const why = (entry: string): void => setTold((before) => (before === entry ? null : entry))
  useRowKeys()
  useKeys({
    ...Object.fromEntries(KINDS.map((kind, index) => [String(index + 1), { does: t.kinds[kind], run: () => setOnly(kind) }])),
    y: {
      does: t.why,
      run: () => {
        const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
        if (row !== undefined) why(row)
      },
    },
  })
  return (
    <section className="pane" aria-label={t.timeline}>
      <Options
        label={t.timeline}
        value={only}
        onChange={(kind) => setOnly(kind as Kind)}
        options={KINDS.map((kind, index) => ({ id: kind, text: t.kinds[kind], key: String(index + 1) }))}
      />
      <Shown read={read} rows={8}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items).filter((entry) => only === 'all' || kindOf(entry) === only)
          if (entries.length === 0) return <p className="quiet">{t.nothingYet}</p>
          return (
            <ol className="timeline">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} isTold={told === entry.id} onWhy={() => why(entry.id)} />
              ))}
            </ol>
          )
        }}
      </Shown>
      <More read={read}>{t.older}</More>
    </section>
  )
}

function Entry({
  entry,
  isTold,
  onWhy,
}: {
  readonly entry: TimelineEntry
  readonly isTold: boolean
  readonly onWhy: () => void
}): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { at, kind, what, contact, reasons, detail } = entry
  return (
    <li data-row={entry.id} tabIndex={-1}>
      <div className="row">
        <span className="quiet when">
          <When at={at} />
        </span>
        {contact && (
          <span>
            {w.channels[contact.channel]} · {w.phases[contact.phase] ?? contact.phase}
          </span>
        )}
        <Chip tone={w.toneOf(kind)}>{what}</Chip>
        {typeof detail?.['code'] === 'string' && <small className="quiet">{detail['code']}</small>}
        {reasons.length > 0 && (
          <Button className="bare" aria-expanded={isTold} onPress={onWhy}>
            <kbd aria-hidden="true">y</kbd>
            {t.why}
          </Button>
        )}
      </div>
      {isTold && (
        <ul className="whys">
          {reasons.map(({ code, sentence }, index) => (
            <li key={code + String(index)}>{sentence}</li>
          ))}
        </ul>
      )}
    </li>
  )
}
