/** A draft as it is written: the editor of its kind, what is wrong with it, what would change, and the way to a reviewer. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { askFully, ask, type Answer } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { AlsoHere } from '../../parts/also-here'
import { Broken, Empty, Shown } from '../../parts/state'
import { Chip, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { useAuthor } from '../editors/authors'
import type { Draft, Finding } from '../editors/views'
import { Actions } from './actions'
import { Changes } from './changes'
import { asText, Conflict } from './conflict'
import { Gone } from './gone'
import { PolicyEditor } from './policy'
import { StrategyEditor } from './strategy'
import { TemplateEditor } from './template'
import { texts } from './texts'
import { isGone, useKept, useWriting, type Saving, type Writing } from './use-writing'
import '../editors/editors.css'
import './draft.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const { home } = useSession()
  const read = useQuery({
    queryKey: [home, 'draft', id, 'self'],
    queryFn: ({ signal }) => askFully<Draft>(`${home}/configuration-drafts/${id}`, { signal }),
    refetchOnWindowFocus: false,
  })
  const { kept, drop } = useKept(id)
  if (isGone(read.error) && read.data === undefined) {
    return kept?.name === undefined ? (
      <Empty title={t.notThere}>
        <p>
          <Link to="/editors">{t.toList}</Link>
        </p>
      </Empty>
    ) : (
      <div className="stack">
        <h1>
          {t.of[kept.kind]} {kept.name}
        </h1>
        <Gone mine={kept} onBegun={drop} />
        <pre className="pane as-text" tabIndex={0}>
          {asText(kept.definition)}
        </pre>
      </div>
    )
  }
  // What is found gone while one writes is said by the page that stays.
  return (
    <Shown read={isGone(read.error) ? { ...read, error: null } : read} rows={10}>
      {(answer) => <One key={answer.body.id} read={answer} />}
    </Shown>
  )
}

const TONES: Readonly<Record<Saving, Tone>> = {
  saved: 'done',
  waiting: 'wait',
  saving: 'wait',
  conflict: 'warn',
  fault: 'fail',
  gone: 'fail',
}
const EDITORS = { template: TemplateEditor, strategy: StrategyEditor, policy: PolicyEditor }

function One({ read }: { readonly read: Answer<Draft> }): ReactNode {
  const t = useTexts(texts)
  const author = useAuthor()
  const writing = useWriting(read)
  const { draft, saving, fault } = writing
  const findings = useFindings(writing)
  const Editor = EDITORS[draft.kind]
  return (
    <div className="stack">
      <header className="row spread">
        <div className="row">
          <h1>
            {t.of[draft.kind]} {draft.name}
          </h1>
          <Chip tone={TONES[saving]}>{t.saving[saving]}</Chip>
          <AlsoHere draft={draft.id} />
        </div>
        {saving !== 'gone' && <Actions writing={writing} findings={findings} />}
      </header>
      <p className="quiet">
        {draft.basedOn === null ? t.isNew : t.basedOn(draft.basedOn)} · {t.writers(draft.authors.map(author).join(', '))}
      </p>
      {fault && <Broken fault={fault} again={writing.saveNow} />}
      {saving === 'gone' ? (
        <Gone mine={{ ...draft, definition: writing.definition }} onBegun={writing.drop} />
      ) : (
        <Conflict writing={writing} />
      )}
      <Editor writing={writing} findings={findings} />
      {saving !== 'gone' && <Changes writing={writing} />}
    </div>
  )
}

/** Asked again after each save; what was found before stays until then. */
function useFindings({ draft, saves }: Writing): readonly Finding[] {
  const { home } = useSession()
  const language = useSessionLanguage()
  const read = useQuery({
    queryKey: [home, 'draft', draft.id, 'findings', saves, language],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<{ readonly findings: readonly Finding[] }>(`${home}/configuration-drafts/${draft.id}/findings`, { signal }),
  })
  return read.data?.findings ?? []
}
