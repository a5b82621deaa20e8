/** A number of the desk within a statement: the creditor's own, else the house's. */
import { DESK_DEFAULTS, type DeskNumbers } from '#domain'

export const deskNumber = (name: keyof DeskNumbers, creditor = '$1'): string =>
  `coalesce((select (r.profile #>> '{desk,${name}}')::int from creditor r where r.id = ${creditor}), ${DESK_DEFAULTS[name]})`
