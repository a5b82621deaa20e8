/** The versions of one name, the latest first. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { useAuthor } from '../editors/authors'
import { VersionChip } from '../editors/version-chip'
import type { Version } from '../editors/views'
import { texts } from './texts'

export function History({ version: { id, kind, name } }: { readonly version: Version }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const author = useAuthor()
  const of = new URLSearchParams({ kind, name }).toString()
  const read = useQuery({
    queryKey: [home, 'version', 'of', kind, name],
    queryFn: ({ signal }) => ask<{ readonly items: readonly Version[] }>(`${home}/configuration-versions?${of}`, { signal }),
  })
  return (
    <section className="pane stack">
      <h2>{t.history}</h2>
      <Shown read={read}>
        {({ items }) => (
          <table>
            <tbody>
              {items.map((one) => (
                <tr key={one.id}>
                  <td>
                    {one.id === id ? (
                      <strong>{t.version(one.version)}</strong>
                    ) : (
                      <Link to="/editors/versions/$id" params={{ id: one.id }}>
                        {t.version(one.version)}
                      </Link>
                    )}
                  </td>
                  <td>
                    <VersionChip state={one.state} />
                  </td>
                  <td className="quiet wide">{one.origin === 'file' ? t.ofFile : author(one.authors.at(-1) ?? '')}</td>
                  <td className="quiet">
                    <When at={one.publishedAt ?? one.handedInAt} as="day" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Shown>
    </section>
  )
}
