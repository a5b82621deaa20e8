/** A text with the number of each line, and a mark at those with something wrong; the same rows lie under it, so that they stay beside each other however lines wrap. */
import { useImperativeHandle, useRef, type ReactNode, type Ref } from 'react'
import { Choice } from '../../parts/choice'
import { useTexts } from '../../texts'
import type { Finding } from '../editors/views'
import { texts } from './texts'
import { VARIABLES } from './variables'

export interface ManuscriptHandle {
  goTo(line: number): void
}

interface ManuscriptProps {
  readonly label: string
  readonly text: string
  readonly findings: readonly Finding[]
  readonly onChange: (text: string) => void
  readonly isReadOnly: boolean
  readonly ref: Ref<ManuscriptHandle>
}

export function Manuscript({ label, text, findings, onChange, isReadOnly, ref }: ManuscriptProps): ReactNode {
  const t = useTexts(texts)
  const names = useTexts(VARIABLES)
  const area = useRef<HTMLTextAreaElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  const lines = text.split('\n')
  const marked = new Map(findings.filter(({ line }) => line !== null).map((one) => [one.line, one]))
  useImperativeHandle(ref, () => ({
    goTo(line) {
      const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
      area.current?.focus({ preventScroll: true })
      area.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
      rows.current?.children[line - 1]?.scrollIntoView({ block: 'center' })
    },
  }))
  const insert = (name: string): void => {
    const at = area.current?.selectionStart ?? text.length
    // Whoever typed the brace already means the same.
    const before = text.slice(0, at).replace(/\{+ ?$/, '')
    onChange(`${before}{{ ${name} }}${text.slice(area.current?.selectionEnd ?? at)}`)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(before.length + name.length + 6, before.length + name.length + 6)
    })
  }
  return (
    <div className="stack">
      <div className="row spread">
        <label htmlFor="manuscript">{label}</label>
        {!isReadOnly && (
          <Choice className="inline" label={t.insert} placeholder={t.choose} value={null} onChange={insert} options={names} />
        )}
      </div>
      <div className="manuscript">
        <div className="lines" aria-hidden="true" ref={rows}>
          {lines.map((line, index) => {
            const finding = marked.get(index + 1)
            return (
              <div key={index} className={`line ${finding ? (finding.blocking ? 'blocking' : 'advice') : ''}`}>
                <span className="number">
                  {finding ? (finding.blocking ? '■' : '▲') : ''} {index + 1}
                </span>
                <span className="ghost">{line || '\u200b'}</span>
              </div>
            )
          })}
        </div>
        <textarea
          id="manuscript"
          ref={area}
          value={text}
          readOnly={isReadOnly}
          spellCheck
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  )
}
