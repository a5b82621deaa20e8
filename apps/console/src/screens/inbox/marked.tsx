/** A text with the words that decided marked. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTexts } from '../../texts'
import type { Reading, Span } from './inbox-api'
import { texts } from './texts'

/** A mail may be a book: the page shows how it begins. */
const MOST = 8_000

export function Marked({ text, reading }: { readonly text: string; readonly reading: Reading | null }): ReactNode {
  const t = useTexts(texts)
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? text : text.slice(0, MOST)
  const parts = split(
    shown,
    (reading?.found ?? []).flatMap(({ words }) => words),
  )
  return (
    <>
      <p className="words">
        {parts.map(({ start, end, isMarked }) => (isMarked ? <mark key={start}>{shown.slice(start, end)}</mark> : shown.slice(start, end)))}
      </p>
      {shown.length < text.length && <Button onPress={() => setWhole(true)}>{t.showAll}</Button>}
    </>
  )
}

interface Part extends Span {
  readonly isMarked: boolean
}

function split(text: string, spans: readonly Span[]): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    if (from > at) parts.push({ start: at, end: from, isMarked: false })
    parts.push({ start: from, end: to, isMarked: true })
    at = to
  }
  return at < text.length ? [...parts, { start: at, end: text.length, isMarked: false }] : parts
}
