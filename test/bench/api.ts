/** API: every list, search and card that its own document tells of, amid five contact events for each claim; the slowest is held to its limit. */
import { Database, migrate } from '#store'
import { seedFromFiles } from '../../apps/standalone/database-home'
import { fillPortfolio } from '../support/large-portfolio'
import { NOW, seedCreditor, TODAY } from './debtors'
import type { Work } from './work'

const EVENTS_PER_CLAIM = 5

export const api: Work = {
  name: 'api',
  unit: 'claims',
  n: 100_000,
  floor: null,
  product: { program: 'product/api', seed },
  // One caller who waits for each answer before asking again.
  must: 20,
  most: { 'slowest p95 ms': 100 },
}

async function seed(url: string, claims: number): Promise<void> {
  await migrate(url, TODAY)
  const database = await Database.open(url, 'flow', 1)
  try {
    await seedFromFiles(database, 'config', NOW)
    const creditorId = await seedCreditor(database)
    await fillPortfolio({ database, url }, creditorId, claims)
    // Each claim's first came with its contact.
    for (let week = 1; week < EVENTS_PER_CLAIM; week++) {
      await database.query(
        `insert into contact_event (creditor_id, id, debtor_id, kind, at) select creditor_id, gen_random_uuid(), id, 'delivered', $2::timestamptz - make_interval(days => $3 * 7) from debtor where creditor_id = $1`,
        [creditorId, new Date(NOW), week],
      )
    }
  } finally {
    await database.close()
  }
}
