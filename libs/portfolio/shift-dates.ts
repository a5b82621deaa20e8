/** Moves every date of an imported claim by whole days, so that a stored portfolio can start on any day. */
import { addDays, type ImportedClaim, type ImportedDebtor, type LocalDate } from '#domain'

export function shiftDates(claim: ImportedClaim, days: number): ImportedClaim {
  if (days === 0) return claim
  const shift = (date: LocalDate): LocalDate => addDays(date, days)
  const { history } = claim
  return {
    ...claim,
    issuedOn: claim.issuedOn && shift(claim.issuedOn),
    dueOn: shift(claim.dueOn),
    history: history && { ...history, on: shift(history.on), ...(history.payBy ? { payBy: shift(history.payBy) } : {}) },
    debtor: shiftDebtor(claim.debtor, shift),
  }
}

/** A pay day that is a rule of the month or the week stays what it is; only the anchor of a four-weekly one is a date. */
function shiftDebtor(debtor: ImportedDebtor, shift: (date: LocalDate) => LocalDate): ImportedDebtor {
  const { income, whatsapp } = debtor
  return {
    ...debtor,
    ...(whatsapp?.consentedOn ? { whatsapp: { ...whatsapp, consentedOn: shift(whatsapp.consentedOn) } } : {}),
    ...(income && 'anchor' in income ? { income: { ...income, anchor: shift(income.anchor) } } : {}),
  }
}
