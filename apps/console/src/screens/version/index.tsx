/** A version under review: what is otherwise, how it reads, what is amiss; approved, sent back with the reason, or put live from a day on by another person. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { inWords, Problem } from '../../api/problem'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Press } from '../../parts/press'
import { Broken, Empty, Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { PreviewPane } from '../draft/preview'
import { useAuthor } from '../editors/authors'
import { Findings } from '../editors/findings'
import { Sentences } from '../editors/sentences'
import { VersionChip } from '../editors/version-chip'
import { WRITING, type Draft, type Version, type VersionContent } from '../editors/views'
import { History } from './history'
import { Review } from './review'
import { texts } from './texts'
import '../editors/editors.css'
import '../draft/draft.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const { home } = useSession()
  const read = useQuery({
    queryKey: [home, 'version', id, 'self'],
    queryFn: ({ signal }) => ask<Version>(`${home}/configuration-versions/${id}`, { signal }),
  })
  if (read.error instanceof Problem && read.error.status === 404)
    return (
      <Empty title={t.notThere}>
        <p>
          <Link to="/editors">{t.toList}</Link>
        </p>
      </Empty>
    )
  return (
    <Shown read={read} rows={10}>
      {(version) => <One key={version.id} version={version} />}
    </Shown>
  )
}

function One({ version }: { readonly version: Version }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const author = useAuthor()
  const language = useSessionLanguage()
  const read = useQuery({
    queryKey: [home, 'version', version.id, 'content', language],
    queryFn: ({ signal }) => ask<VersionContent>(`${home}/configuration-versions/${version.id}/content?language=${language}`, { signal }),
  })
  return (
    <div className="stack">
      <header className="row spread">
        <div className="row">
          <h1>
            {version.name} {t.version(version.version)}
          </h1>
          <VersionChip state={version.state} />
        </div>
        <div className="row">
          <Again version={version} content={read.data} />
          <Review version={version} />
        </div>
      </header>
      <p className="quiet">
        {version.origin === 'file' ? t.ofFile : t.writers(version.authors.map(author).join(', '))} · <When at={version.handedInAt} />
        {version.approvedBy !== null && <> · {t.approvedBy(author(version.approvedBy))}</>}
        {version.liveFrom !== null && (
          <>
            {' '}
            · {t.liveFrom} <When at={version.liveFrom} />
          </>
        )}
      </p>
      {version.rejectedBecause !== null && (
        <p className="bar warn">
          {t.rejected(author(version.rejectedBy ?? ''))} {version.rejectedBecause}
        </p>
      )}
      <div className="writing">
        <Shown read={read} rows={6}>
          {({ sentences, findings, comparedWith, definition }) => (
            <div className="stack">
              {comparedWith !== null && (
                <section className="pane">
                  <Sentences sentences={sentences.slice(0, MOST)} title={t.comparedWith(comparedWith)} none={t.nothingChanges} />
                  {sentences.length > MOST && <p className="quiet">{t.more(sentences.length - MOST)}</p>}
                </section>
              )}
              <Findings findings={findings} />
              <details className="pane" open={comparedWith === null}>
                <summary>{t.whole}</summary>
                <pre className="as-text" tabIndex={0}>
                  {typeof definition.body === 'string' ? definition.body : JSON.stringify(definition, null, 2)}
                </pre>
              </details>
            </div>
          )}
        </Shown>
        <div className="stack">
          {version.kind === 'template' && (
            <PreviewPane path={`configuration-versions/${version.id}`} saves={0} own={version.name.split('/')[0] ?? ''} />
          )}
          <History version={version} />
        </div>
      </div>
    </div>
  )
}

/** Of the first version of something everything is new. */
const MOST = 60

/** A draft from what stands here: of a version that was sent back, of an older one that was better. */
function Again({ version, content }: { readonly version: Version; readonly content: VersionContent | undefined }): ReactNode {
  const t = useTexts(texts)
  const { home, role } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const begin = useMutation({
    mutationFn: () =>
      ask<Draft>(`${home}/configuration-drafts`, {
        method: 'POST',
        body: { kind: version.kind, name: version.name, definition: content?.definition },
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [home, 'configuration'] })
      await navigate({ to: '/editors/drafts/$id', params: { id } })
    },
  })
  if (!WRITING.includes(role)) return null
  const fault = inWords(begin.error, { 'draft-exists': t.draftExists })
  return (
    <>
      {fault && <Broken fault={fault} />}
      <Press isDisabled={!content} isBusy={begin.isPending} onPress={() => begin.mutate()}>
        {t.beginHere}
      </Press>
    </>
  )
}
