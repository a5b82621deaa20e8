/** A rulebook is put together from what is published: the strategy's word goes before the creditor's, and that before the policy's; what is missing is named. */
import type { ChargeSettings, ContactPolicy, Strategy } from '#domain'
import { buildRulebook } from '#decision'
import { CHANNELS } from '#domain'
import { shipped } from '../scenarios/shipped-configuration'
import { shipped as book } from './debtor'

const build = (policy: Partial<ContactPolicy>, charges?: ChargeSettings, ofStrategy?: ChargeSettings) => {
  const strategy: Strategy = { ...book.strategy, ...(ofStrategy && { charges: ofStrategy }) }
  return buildRulebook({ ...shipped, policy: { ...book.policy, ...policy }, strategy, channels: CHANNELS, charges: charges ?? null })
}

test('what is charged otherwise changes that, and nothing else', () => {
  const { policy } = build({}, { costs: { most: 5_000 }, interest: { charged: true, most: 900 } }, { costs: { most: 3_000 } })
  expect(policy.collectionCosts).toEqual({ ...book.policy.collectionCosts, most: 3_000 })
  expect(policy.interest).toEqual({ ...book.policy.interest, charged: true, most: 900 })
  expect(build({}).policy).toEqual(book.policy)
})

test.each(['contact', 'bank', 'post'] as const)('a calendar for %s that is not there is named', (use) => {
  expect(() => build({ calendars: { ...book.policy.calendars, [use]: 'mine' } })).toThrow(
    `policy nl-reference: calendars.${use} names mine, which is not loaded`,
  )
})

test('a table of rates that is not there is named where interest is asked, and not missed where it is not', () => {
  const interest = { ...book.policy.interest, table: 'mine' }
  expect(build({ interest }).interestTable).toBeNull()
  expect(() => build({ interest: { ...interest, charged: true } })).toThrow(
    'policy nl-reference: interest.table names mine, which is not loaded',
  )
  expect(build({}).interestTable?.name).toBe('nl-statutory-interest')
})
