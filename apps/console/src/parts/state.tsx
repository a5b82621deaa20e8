/** The states every screen has: loading, empty, refused, broken; each says what to do. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Problem, SaidProblem } from '../api/problem'
import { useSession, type Role } from '../app/session'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'

/** Shown after 200 ms only, so that what comes at once does not flicker. */
export function Loading({ rows = 3 }: { readonly rows?: number }): ReactNode {
  const t = useTexts(shell)
  return (
    <div className="stack" aria-busy="true" role="status" aria-label={t.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton" aria-hidden="true">
          {'\u00a0'}
        </div>
      ))}
    </div>
  )
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

export function Broken({ fault, again }: { readonly fault: Error; readonly again?: () => void }): ReactNode {
  const t = useTexts(shell)
  return (
    <div className="state error" role="alert">
      <h2>{t.wentWrong}</h2>
      <p>{saying(fault, t)}</p>
      {fault instanceof Problem && fault.requestId !== null && <p className="quiet small">{t.requestId(fault.requestId)}</p>}
      {again && <Button onPress={again}>{t.again}</Button>}
    </div>
  )
}

/** What a refusal says is for whoever acts; what a failing server says is for its log. */
export function saying(
  fault: Error,
  t: { readonly offline: string; readonly serverFails: string; readonly refusals: Readonly<Record<string, string>> },
): string {
  if (!(fault instanceof Problem) || fault instanceof SaidProblem) return fault.message
  return fault.isOffline ? t.offline : fault.status >= 500 ? t.serverFails : (t.refusals[fault.code] ?? fault.message)
}

/** Nothing is asked of the API for whoever may not see it. */
export function Forbidden({ roles }: { readonly roles: readonly Role[] }): ReactNode {
  const t = useTexts(shell)
  const { role } = useSession()
  return (
    <div className="state">
      <h1>{t.needsRole(roles.map((one) => t.roles[one]))}</h1>
      <p>
        {t.yourRole(t.roles[role])} {t.askAdmin}
      </p>
    </div>
  )
}

interface Read<T> {
  readonly data: T | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** What was read, else why it is not there. What was read before stays when it cannot be read again. */
export function Shown<T>({
  read,
  children,
  rows,
}: {
  readonly read: Read<T>
  readonly children: (data: T) => ReactNode
  readonly rows?: number
}): ReactNode {
  if (read.data !== undefined)
    return (
      <>
        {read.error && <Broken fault={read.error} again={() => void read.refetch()} />}
        {children(read.data)}
      </>
    )
  return read.error ? <Broken fault={read.error} again={() => void read.refetch()} /> : <Loading rows={rows} />
}
