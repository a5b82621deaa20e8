/** Every template, strategy and policy by name: what is live, who writes in it, and what waits for a second pair of eyes. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { useRowKeys } from '../../parts/row-keys'
import { Broken, Empty, Shown } from '../../parts/state'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { words } from '../../texts/words'
import { useAuthor } from './authors'
import { texts } from './texts'
import { VersionChip } from './version-chip'
import { KINDS, WRITING, type Draft, type EditedKind, type Named } from './views'
import './editors.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const search: { kind?: string } = useSearch({ strict: false })
  const kind = KINDS.find((one) => one === search.kind) ?? 'template'
  const [like, setLike] = useState('')
  const read = useQuery({
    queryKey: [home, 'configuration', kind],
    queryFn: ({ signal }) => ask<readonly Named[]>(`${home}/configuration?kind=${kind}`, { signal }),
  })
  useRowKeys()
  return (
    <div className="stack editors">
      <header className="row spread">
        <h1>{t.title}</h1>
        <nav className="row" aria-label={t.title}>
          {KINDS.map((one) => (
            <Link key={one} className="button" to="/editors" search={{ kind: one }} aria-current={one === kind ? 'page' : undefined}>
              {t.kinds[one]}
            </Link>
          ))}
        </nav>
      </header>
      <p className="quiet">{t.what[kind]}</p>
      {kind === 'template' && <Line className="narrow" label={t.search} value={like} onChange={setLike} />}
      <Shown read={read} rows={8}>
        {(names) => {
          const shown = names.filter(({ name }) => name.includes(like.trim().toLowerCase()))
          if (names.length === 0)
            return (
              <Empty title={t.none}>
                <p>{t.noneHow}</p>
              </Empty>
            )
          return shown.length === 0 ? <Empty title={t.nothingLike} /> : <List kind={kind} names={shown} />
        }}
      </Shown>
    </div>
  )
}

function List({ kind, names }: { readonly kind: EditedKind; readonly names: readonly Named[] }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const s = useTexts(shell)
  const w = useTexts(words)
  const author = useAuthor()
  const { role } = useSession()
  const { begin, fault } = useBegin(kind)
  const mayWrite = WRITING.includes(role)
  const inWords = (name: string): string => {
    const [channel = '', phase = '', tongue = ''] = name.split(/[/.]/)
    return [w.channels[channel], w.phases[phase], s[`language_${tongue === 'en' ? 'en' : 'nl'}`]].filter(Boolean).join(', ')
  }
  return (
    <>
      {fault && <Broken fault={fault} />}
      <table>
        <thead>
          <tr>
            <th>{t.name}</th>
            <th className="wide">{t.live}</th>
            <th>{t.draft}</th>
            <th>{t.waiting}</th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ name, live, draft, waiting }) => (
            <tr key={name}>
              <td className="named">
                {live ? (
                  <Link to="/editors/versions/$id" params={{ id: live.id }} data-row="">
                    {name}
                  </Link>
                ) : (
                  name
                )}{' '}
                {kind === 'template' && <span className="quiet wide">{inWords(name)}</span>}
              </td>
              <td className="wide">
                {live && (
                  <>
                    {t.version(live.version)} <span className="quiet">{t.origin[live.origin]}</span>
                  </>
                )}
              </td>
              <td>
                {draft ? (
                  <span className="row">
                    <Link to="/editors/drafts/$id" params={{ id: draft.id }}>
                      {mayWrite ? t.goOn : t.draft}
                    </Link>
                    <span className="quiet wide">
                      {t.writes(author(draft.authors.at(-1) ?? ''), when(draft.savedAt, 'moment', language))}
                    </span>
                  </span>
                ) : (
                  mayWrite && (
                    <Button className="bare" aria-label={`${t.write}: ${name}`} onPress={() => begin(name)}>
                      {t.write}
                    </Button>
                  )
                )}
              </td>
              <td>
                {waiting && (
                  <span className="row">
                    <Link to="/editors/versions/$id" params={{ id: waiting.id }}>
                      {t.version(waiting.version)}
                    </Link>
                    <VersionChip state={waiting.liveFrom !== null ? 'awaited' : waiting.approvedBy !== null ? 'approved' : 'review'} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A draft of what is live, and there to write. */
function useBegin(kind: EditedKind): { readonly begin: (name: string) => void; readonly fault: Error | null } {
  const { home } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const begun = useMutation({
    mutationFn: (name: string) => ask<Draft>(`${home}/configuration-drafts`, { method: 'POST', body: { kind, name } }),
    onSuccess: ({ id }) => void navigate({ to: '/editors/drafts/$id', params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'configuration'] }),
  })
  return {
    begin: (name) => {
      if (!begun.isPending) begun.mutate(name)
    },
    fault: begun.error,
  }
}
