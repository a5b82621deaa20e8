/** A day of a large creditor: a file of 1.2 million claims of a million debtors is imported and planned, and 100,000 contacts leave. */
import { besideSandbox } from './carrier'
import { seedCreditor, NOW, TODAY } from './debtors'
import { Database, migrate } from '#store'
import { seedFromFiles } from '../../apps/standalone/database-home'
import type { Work } from './work'

export const million: Work = {
  name: 'million',
  unit: 'claims',
  n: 1_200_000,
  onlyByName: true,
  beside: besideSandbox,
  floor: null,
  product: { program: 'product/million', seed: seedNobody },
  must: 0,
  most: { 'import MiB': 200, 'dispatch MiB': 250 },
}

async function seedNobody(url: string): Promise<void> {
  await migrate(url, TODAY)
  const database = await Database.open(url, 'flow', 2)
  try {
    await seedFromFiles(database, 'config', NOW)
    await seedCreditor(database)
  } finally {
    await database.close()
  }
}
