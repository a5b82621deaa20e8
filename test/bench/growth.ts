/** Growth: the same work due amid twenty-five times the data; the floor is the product itself on the small database. */
import { Database } from '#store'
import { CLAIMS_PER_DEBTOR, NOW, seedDebtors } from './debtors'
import type { Side, Work } from './work'

/** Debtors per debtor that is due: of the small database, and of the large one. */
const SMALL = 2
const LARGE = 25 * SMALL

/** `--n` is what is due: 20,000 claims are due amid 40,000, and amid a million (and as many contacts that are over). */
const side = (program: string, seed: (url: string, due: number, times: number) => Promise<void>, times: number): Side => ({
  program,
  seed: (url, n) => seed(url, Math.round(n / CLAIMS_PER_DEBTOR), times),
})

export const growingPlan: Work = {
  name: 'growth-plan',
  unit: 'claims due',
  n: 20_000,
  must: 0.85,
  floor: side('product/plan', seedReviews, SMALL),
  product: side('product/plan', seedReviews, LARGE),
}

export const growingRelay: Work = {
  name: 'growth-relay',
  unit: 'contacts due',
  n: 20_000,
  must: 0.85,
  floor: side('product/relay', seedContacts, SMALL),
  product: side('product/relay', seedContacts, LARGE),
}

function seedReviews(url: string, due: number, times: number): Promise<void> {
  return seedDebtors(url, { debtors: due * times, due })
}

async function seedContacts(url: string, due: number, times: number): Promise<void> {
  await seedDebtors(url, { debtors: due * times, due: 0 })
  const database = await Database.open(url, 'flow', 1)
  await database.query(
    `insert into contact_attempt (creditor_id, id, debtor_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents, state, planned_for, due_at, expires_at, created_at)
     select p.creditor_id, uuidv7(), p.debtor_id, p.id, 'email', p.id, 'reminder', 'reminder', array['C'], 10000, 'queued', $1, $1, $1::timestamptz + interval '1 day', $1
     from contact_point p where p.channel = 'email' order by p.id limit $2`,
    [new Date(NOW), Math.round(due * CLAIMS_PER_DEBTOR)],
  )
  await database.close()
}
