/** What is wrong with it, and where: what stops publishing first, then advice. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { refusalSaid } from './refusals'
import { texts } from './texts'
import type { Finding } from './views'

interface FindingsProps {
  readonly findings: readonly Finding[]
  /** Goes to the line; left out where there is nothing to go to. */
  readonly onGo?: (finding: Finding) => void
}

export function Findings({ findings, onGo }: FindingsProps): ReactNode {
  const t = useTexts(texts)
  const ordered = [...findings].sort((a, b) => Number(b.blocking) - Number(a.blocking) || (a.line ?? 1e6) - (b.line ?? 1e6))
  return (
    <section className="pane stack" aria-live="polite">
      <h2>{t.findings}</h2>
      {ordered.length === 0 && (
        <p>
          <Chip tone="done">{t.nothingFound}</Chip>
        </p>
      )}
      <ul className="findings">
        {ordered.map((finding) => (
          <li key={`${finding.code} ${finding.detail}`} className="row">
            <Chip tone={finding.blocking ? 'fail' : 'warn'}>{finding.blocking ? t.blocks : t.advice}</Chip>
            <Said finding={finding} />
            {onGo && finding.line !== null && (
              <Button className="bare" onPress={() => onGo(finding)}>
                {t.line(finding.line)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Said({ finding: { code, detail, instead } }: { readonly finding: Finding }): ReactNode {
  const t = useTexts(texts)
  if (code === 'does-not-fit') return <span>{refusalSaid(detail, t.refusals)}</span>
  const says = t.lint[code]
  return (
    <span>
      {says ? says(t.sections[detail] ?? detail) : `${code}: ${detail}`}
      {instead !== null && <> {t.instead(instead)}</>}
    </span>
  )
}
