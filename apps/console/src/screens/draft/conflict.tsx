/** A colleague saved meanwhile: theirs beside mine, and whoever writes chooses; nothing is lost before that. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSessionLanguage } from '../../app/language'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import { useAuthor } from '../editors/authors'
import type { Definition } from '../editors/views'
import { texts } from './texts'
import type { Writing } from './use-writing'

export function Conflict({ writing: { theirs, saving, definition, takeTheirs, keepMine } }: { readonly writing: Writing }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const author = useAuthor()
  if (!theirs) return null
  const who = author(theirs.authors.at(-1) ?? '')
  // Mine is saved, so that there is nothing to lose: it is shown when it is asked for.
  if (saving === 'saved')
    return (
      <p className="bar warn row" role="status">
        <Button onPress={takeTheirs}>{t.showTheirs(who)}</Button>
      </p>
    )
  return (
    <section className="pane stack" role="alert">
      <h2>{t.theirsTitle(who, when(theirs.savedAt, 'time', language))}</h2>
      <p>{t.theirsSays}</p>
      <div className="both">
        <div className="stack">
          <h3>{t.theirs}</h3>
          <pre tabIndex={0}>{asText(theirs.definition)}</pre>
          <Button onPress={takeTheirs}>{t.takeTheirs}</Button>
        </div>
        <div className="stack">
          <h3>{t.mine}</h3>
          <pre tabIndex={0}>{asText(definition)}</pre>
          <Button onPress={keepMine}>{t.keepMine}</Button>
        </div>
      </div>
    </section>
  )
}

/** A text as it stands, fields by their names. */
export const asText = (definition: Definition): string =>
  Object.entries(definition)
    .map(([name, value]) =>
      typeof value === 'string'
        ? value.includes('\n')
          ? `\n${value}`
          : `${name}: ${value}`
        : `${name}: ${JSON.stringify(value, null, 2)}`,
    )
    .join('\n')
