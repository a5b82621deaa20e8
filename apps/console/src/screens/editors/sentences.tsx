/** Differences in words, one sentence each. */
import type { ReactNode } from 'react'

export function Sentences({
  sentences,
  title,
  none,
}: {
  readonly sentences: readonly string[]
  readonly title: string
  readonly none: string
}): ReactNode {
  if (sentences.length === 0) return <p className="quiet">{none}</p>
  return (
    <section className="stack">
      <h2>{title}</h2>
      <ul className="sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
