/** The migrations in the order they run; released ones are never edited. */
import { CreditorsAndConfiguration1767225600001 } from './1767225600001-creditors-and-configuration'
import { DebtorsAndClaims1767225600002 } from './1767225600002-debtors-and-claims'
import { DecisionsAndContacts1767225600003 } from './1767225600003-decisions-and-contacts'
import { RowLevelSecurity1767225600004 } from './1767225600004-row-level-security'

export const MIGRATIONS = [
  CreditorsAndConfiguration1767225600001,
  DebtorsAndClaims1767225600002,
  DecisionsAndContacts1767225600003,
  RowLevelSecurity1767225600004,
]
