/** From what callers write of addresses and incomes to the words of the domain; what does not fit is refused by its field. */
import { isEmail } from 'class-validator'
import type { Address, Channel, IncomeRule, LocalDate } from '#domain'
import type { ContactPointRecord, IncomeRecord } from '#store'
import { invalidField } from '../http/problem'
import { PHONE } from './debtor.dto'
import type { ContactPointView, IncomeBody, IncomeView, PostalAddressBody } from './reach.dto'

export function addressOf(
  channel: Channel,
  { address, postalAddress }: { readonly address?: string; readonly postalAddress?: PostalAddressBody },
): Address {
  if (channel === 'letter') {
    if (address !== undefined) throw invalidField('/address', 'is not for letters: give postalAddress')
    if (!postalAddress) throw invalidField('/postalAddress', 'must be given for letters')
    return { ...postalAddress }
  }
  if (postalAddress) throw invalidField('/postalAddress', 'is for letters only')
  if (address === undefined) throw invalidField('/address', 'must be given')
  if (channel === 'email') {
    if (!isEmail(address)) throw invalidField('/address', 'must be an e-mail address')
  } else if (!PHONE.test(address)) throw invalidField('/address', 'must be a number such as +31612345678')
  return address
}

export function contactPointView({ address, createdAt, ...row }: ContactPointRecord): ContactPointView {
  const postal = typeof address !== 'string'
  return {
    ...row,
    address: postal ? null : address,
    postalAddress: postal ? { ...address } : null,
    createdAt: new Date(createdAt).toISOString(),
  }
}

export const editableContactPoint = ({ address, postalAddress, personName, usable }: ContactPointView): unknown => ({
  address,
  postalAddress,
  personName,
  usable,
})

const BELONGS = { month: 'day', week: 'weekday', 'four-weeks': 'anchor' } as const

export function incomeRule(body: IncomeBody, calendars: readonly string[]): IncomeRule {
  const { every, day, weekday, anchor, roll = 'preceding', calendar } = body
  if (calendar !== undefined) {
    if (every !== undefined) throw invalidField('/every', 'does not go with a calendar')
    if (!calendars.includes(calendar)) throw invalidField('/calendar', `is no income calendar; there are ${calendars.join(', ')}`)
    return { calendar }
  }
  if (every === undefined) throw invalidField('/every', 'must be given, or a calendar')
  const stray = Object.entries(BELONGS).find(([kind, name]) => kind !== every && body[name] !== undefined)
  if (stray) throw invalidField(`/${stray[1]}`, `does not belong to every ${every}`)
  if (every === 'month' && day !== undefined) return { every, day: day === 31 ? 'last' : day, roll }
  if (every === 'week' && weekday !== undefined) return { every, weekday, roll }
  if (every === 'four-weeks' && anchor !== undefined) return { every, anchor: anchor as LocalDate, roll }
  throw invalidField(`/${BELONGS[every]}`, 'must be given')
}

export function incomeView(record: IncomeRecord | null): IncomeView {
  if (!record) return { rule: null, source: null, since: null }
  const { rule, source, since } = record
  return {
    rule: 'day' in rule ? { ...rule, day: rule.day === 'last' ? 31 : rule.day } : { ...rule },
    source,
    since: new Date(since).toISOString(),
  }
}
