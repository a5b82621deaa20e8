/** Import: a file of open items into an empty database, again when it is known already, and with one amount in ten changed. */
import { createCreditor, Database, migrate } from '#store'
import { Pool } from 'pg'
import { seedFromFiles } from '../../apps/standalone/database-home'
import { NOW, TODAY } from './debtors'
import { FLOOR_SCHEMA, loadByHand } from './floor/import-load'
import { writePortfolioFile } from './portfolio-file'
import { loadByProduct } from './product/import-load'
import type { Work } from './work'

const work = (name: string, known: boolean, changedEvery: number, must: number): Work => ({
  name,
  unit: 'rows',
  n: 120_000,
  must,
  floor: { program: 'floor/import', told: { changedEvery }, seed: (url, n) => seedFloor(url, known ? n : 0) },
  product: { program: 'product/import', told: { changedEvery }, seed: (url, n) => seedProduct(url, known ? n : 0) },
})

export const importFirst = work('import', false, 0, 0.5)
export const importAgain = work('import-again', true, 0, 0.5)
export const importChanged = work('import-changed', true, 10, 0.5)

async function seedFloor(url: string, rows: number): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 2 })
  await pool.query(FLOOR_SCHEMA)
  if (rows > 0) await withFile(rows, async (path) => void (await loadByHand(pool, path)))
  await pool.end()
}

async function seedProduct(url: string, rows: number): Promise<void> {
  await migrate(url, TODAY)
  const database = await Database.open(url, 'flow', 4)
  await seedFromFiles(database, 'config', NOW)
  await createCreditor(database, {
    code: 'bench',
    name: 'Meting B.V.',
    policy: 'nl-reference',
    strategies: { consumer: 'consumer', business: 'business' },
    createdAt: NOW,
    senders: {},
    profile: {
      legalName: 'Meting B.V.',
      kvk: '99900000',
      vatNumber: 'NL999000000B01',
      phone: '+31105550100',
      email: 'bench@voorbeeld.example',
      website: 'https://voorbeeld.example',
      helpPage: 'https://voorbeeld.example/hulp',
      iban: 'NL91ABNA0417164300',
      accountName: 'Meting B.V.',
      address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' },
    },
  })
  if (rows > 0) await withFile(rows, async (path) => void (await loadByProduct(database, path)))
  await database.close()
}

async function withFile(rows: number, work: (path: string) => Promise<void>): Promise<void> {
  const file = writePortfolioFile(rows)
  try {
    await work(file.path)
  } finally {
    file.remove()
  }
}
