/** The way from a figure to its rows; none on a large screen, where no name may stand. */
import { createContext } from 'react'
import type { Period } from './figures'

const WITH_ROWS = [
  'queued',
  'calls-waiting',
  'replies-waiting',
  'windows-closing',
  'unknown-outcomes',
  'handed-over',
  'not-sent',
  'failed',
  'promises-kept',
  'debits-returned',
  'calls-reached',
]

interface Lead {
  has(code: string): boolean
  to(code: string, of?: string | null): Record<string, string>
}

export const leadWith = (days: Period): Lead => ({
  has: (code) => WITH_ROWS.includes(code),
  to: (code, of = null) => ({ days, rows: code, ...(of !== null && { of }) }),
})

export const RowsLead = createContext<Lead | null>(null)
