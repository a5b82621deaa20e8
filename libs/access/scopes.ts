/** Scopes: the closed set of what a key or a person may do; `admin` may do everything for its creditors, and make keys and users. */
export const SCOPES = [
  'creditors:read',
  'creditors:write',
  'debtors:read',
  'debtors:write',
  'messages:read',
  'payments:write',
  'imports:read',
  'imports:write',
  'campaigns:read',
  'campaigns:write',
  'calls:write',
  'letters:read',
  'letters:write',
  'simulations:run',
  'webhooks:write',
  'figures:read',
  'approvals:write',
  'audit:read',
  'admin',
] as const
export type Scope = (typeof SCOPES)[number]

export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text)

export const includes = (scopes: readonly Scope[], scope: Scope): boolean => scopes.includes('admin') || scopes.includes(scope)
