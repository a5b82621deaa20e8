/** The audit as the API tells it, and as a file: by whom, and about what. */
import { ask } from '../../api/http'
import { pageOf, usePages } from '../../api/pages'
import { useSession } from '../../app/session'
import type { Page } from '../../parts/rows'

export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly actorName: string | null
  readonly action: string
  readonly entity: string | null
  readonly detail: Readonly<Record<string, unknown>> | null
}

export interface AuditFilter {
  readonly actor?: string
  readonly entity?: string
}

/** A file of more is nobody's to read: narrow it first. */
export const EXPORTED_AT_MOST = 10_000

const pathOf = (home: string, { actor, entity }: AuditFilter): string =>
  `${home}/audit?${new URLSearchParams({ ...(actor !== undefined && { actor }), ...(entity !== undefined && { entity }) }).toString()}`

export function useAudit(filter: AuditFilter): ReturnType<typeof usePages<AuditEntry>> {
  const { home } = useSession()
  return usePages<AuditEntry>([home, 'audit', filter.actor ?? '', filter.entity ?? ''], pathOf(home, filter))
}

export async function auditFile(home: string, filter: AuditFilter): Promise<Blob> {
  const lines = [['at', 'actor', 'name', 'action', 'entity', 'detail']]
  for (let cursor: string | null = ''; cursor !== null && lines.length <= EXPORTED_AT_MOST;) {
    const page: Page<AuditEntry> = await ask<Page<AuditEntry>>(pageOf(pathOf(home, filter), cursor))
    lines.push(
      ...page.items.map(({ at, actor, actorName, action, entity, detail }) => [
        at,
        actor,
        actorName ?? '',
        action,
        entity ?? '',
        detail === null ? '' : JSON.stringify(detail),
      ]),
    )
    cursor = page.next
  }
  return new Blob(['\ufeff', lines.map((cells) => cells.map(cell).join(';')).join('\r\n'), '\r\n'], { type: 'text/csv' })
}

/** A spreadsheet takes what begins so for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
