/** Plays payments: what each lowers of the principal, and of costs and interest before it where the policy has it so (P22). */
import { setOffPayments } from '#decision'
import type { Cents, Instant, PaidBefore, SetOff } from '#domain'
import { dayOf } from './world'
import type { ReceivedMoney, World } from './world'

const NOTHING: SetOff = { costs: 0, interest: 0 }

export function receive(world: World, claim: string, amount: Cents, now: Instant): void {
  const coversFirst =
    world.rulebook.policy.paymentsCoverCostsFirst === true && !world.arrangements.some(({ claims }) => claims.includes(claim))
  world.received = [
    ...world.received,
    { id: `payment-${world.received.length}`, claim, on: dayOf(world, now), amount, most: coversFirst ? null : NOTHING },
  ]
  lowerPrincipal(world)
}

/** Nothing more is owed of it, and nobody paid that. */
export function writeOff(world: World, claim: string): void {
  const left = world.claims.find(({ reference }) => reference === claim)?.open ?? 0
  world.writtenOff.set(claim, (world.writtenOff.get(claim) ?? 0) + left)
  lowerPrincipal(world)
}

/** From the first payment on, since a fact that came later may change what was due that day. */
export function lowerPrincipal(world: World): void {
  const owed = (claim: string): Cents => (world.owed.get(claim) ?? 0) - (world.writtenOff.get(claim) ?? 0)
  const of = (claim: string): ReceivedMoney[] => world.received.filter((payment) => payment.claim === claim)
  const accounts = world.claims.map((claim) => ({ claim: { ...claim, open: owed(claim.reference) }, payments: of(claim.reference) }))
  const parts = setOffPayments(accounts, world.scenario.debtor.kind, world.rulebook)
  world.received = world.received.map((payment) => ({ ...payment, most: parts.get(payment.id) ?? NOTHING }))
  const paid = (claim: string): Cents =>
    of(claim).reduce((sum, { amount, most }) => sum + amount - (most?.costs ?? 0) - (most?.interest ?? 0), 0)
  world.claims = world.claims.map((claim) => ({ ...claim, open: Math.max(0, owed(claim.reference) - paid(claim.reference)) }))
  world.paidBefore = paidBefore(world)
}

/** With what was known as the play began, as the books of a creditor count it: by the last payment, and not what needed no paying any more. */
function paidBefore({ scenario, claims, received, writtenOff }: World): PaidBefore {
  let { late, onTime } = scenario.debtor.paidBefore ?? { late: 0, onTime: 0 }
  for (const { reference, open, dueOn } of claims) {
    const days = received.filter(({ claim }) => claim === reference).map(({ on }) => on)
    const last = days.sort().at(-1)
    if (last === undefined || open > 0 || writtenOff.has(reference)) continue
    if (last > dueOn) late++
    else onTime++
  }
  return { late, onTime }
}
