/** Roles: what a person may do for a creditor, as the scopes that keys have; a person has one role with each. */
import type { Scope } from './scopes'

export const ROLES = ['agent', 'supervisor', 'operator', 'approver', 'admin', 'auditor'] as const
export type Role = (typeof ROLES)[number]

const AGENT = ['creditors:read', 'debtors:read', 'debtors:write', 'messages:read', 'calls:write'] as const
const SUPERVISOR = [...AGENT, 'figures:read', 'campaigns:read', 'imports:read', 'letters:read', 'simulations:run'] as const
const OPERATOR = [...SUPERVISOR, 'campaigns:write', 'imports:write', 'letters:write', 'payments:write'] as const

const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  agent: AGENT,
  supervisor: SUPERVISOR,
  operator: OPERATOR,
  /** Does what an operator does, and is the second pair of eyes: never on what is their own. */
  approver: [...OPERATOR, 'approvals:write'],
  admin: ['admin'],
  /** Reads everything, writes nothing. */
  auditor: [
    'creditors:read',
    'debtors:read',
    'messages:read',
    'figures:read',
    'campaigns:read',
    'imports:read',
    'letters:read',
    'audit:read',
  ],
}

export const scopesOf = (role: Role): readonly Scope[] => SCOPES_OF[role]
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)
