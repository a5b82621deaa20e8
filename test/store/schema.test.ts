/** The schema: migrations run, boot refuses an older one, and creditors are kept apart in every table. */
import { createCreditor, Database, migrate, refusePendingMigrations, PendingMigrations } from '#store'
import type { CreditorId, Instant, LocalDate } from '#domain'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

const TODAY = '2027-01-04' as LocalDate
const NOW = Date.parse('2027-01-04T08:00:00Z') as Instant
const profile = {
  legalName: 'Voorbeeld B.V.',
  kvk: '12345678',
  vatNumber: 'NL001234567B01',
  phone: '+31201234567',
  email: 'x@example.nl',
  website: 'https://example.nl',
  helpPage: 'https://example.nl/hulp',
  iban: 'NL91ABNA0417164300',
  accountName: 'Voorbeeld B.V.',
  address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' },
}

let fresh: TestDatabase
beforeAll(async () => {
  fresh = await createTestDatabase()
})
afterAll(async () => {
  await fresh.drop()
})

test('an empty database is refused until it is migrated, and migrating twice changes nothing', async () => {
  await expect(refusePendingMigrations(fresh.url)).rejects.toThrow(PendingMigrations)
  expect((await migrate(fresh.url, TODAY)).length).toBeGreaterThan(0)
  await refusePendingMigrations(fresh.url)
  expect(await migrate(fresh.url, TODAY)).toEqual([])
})

describe('row-level security', () => {
  let flow: Database, tenant: Database, one: CreditorId, two: CreditorId
  beforeAll(async () => {
    flow = await Database.open(fresh.url, 'flow')
    tenant = await Database.open(fresh.url, 'tenant')
    const creditor = (code: string): Parameters<typeof createCreditor>[1] => ({
      code,
      name: code,
      profile,
      policy: 'nl-reference',
      strategies: { consumer: 'consumer', business: 'business' },
      createdAt: NOW,
      senders: { email: { address: `${code}@example.nl`, pacePerSecond: 10 } },
    })
    one = await createCreditor(flow, creditor('one'))
    two = await createCreditor(flow, creditor('two'))
  })
  afterAll(async () => {
    await flow.close()
    await tenant.close()
  })

  test('every table but the list of migrations forces row-level security, partitions are reached through their parent only', async () => {
    const open = await flow.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)`,
    )
    expect(open.map((table) => table.name)).toEqual(['migration'])
    const partitions = await flow.query<{ granted: boolean }>(
      `select has_table_privilege('tijdig_tenant', c.oid, 'select') as granted from pg_class c where c.relispartition and c.relkind = 'r'`,
    )
    expect(partitions.length).toBeGreaterThan(10)
    expect(partitions.filter((partition) => partition.granted)).toEqual([])
  })

  test('a tenant without creditors sees no row in any table', async () => {
    const tables = await flow.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'`,
    )
    for (const { name } of tables) {
      for (const creditors of [[], undefined]) {
        const count = async (sql: { query<T>(text: string): Promise<T[]> }): Promise<unknown> =>
          (await sql.query<{ n: number }>(`select count(*)::int as n from ${name}`))[0]?.n
        const seen = creditors ? await tenant.tenantTransaction(creditors, count) : await tenant.transaction(count)
        expect([name, seen]).toEqual([name, 0])
      }
    }
  })

  test('a tenant sees and writes its own creditors only', async () => {
    const codes = (sql: { query<T>(text: string): Promise<T[]> }): Promise<{ code: string }[]> =>
      sql.query('select code from creditor order by code')
    expect(await tenant.tenantTransaction([one], codes)).toEqual([{ code: 'one' }])
    expect(await tenant.tenantTransaction([one, two], codes)).toEqual([{ code: 'one' }, { code: 'two' }])
    await expect(
      tenant.tenantTransaction([one], (sql) =>
        sql.query(
          `insert into debtor (creditor_id, id, reference, kind, language, segment, created_at) values ($1, $1, 'x', 'consumer', 'nl', 'standard', $2)`,
          [two, new Date(NOW)],
        ),
      ),
    ).rejects.toThrow('row-level security')
    expect(
      await tenant.tenantTransaction([one], (sql) =>
        sql.query(`update sender set address = 'x' where creditor_id = $1 returning id`, [two]),
      ),
    ).toEqual([])
  })

  test('the roles the product connects as own nothing and are no superusers', async () => {
    const [row] = await tenant.query<{ name: string; superuser: string }>(
      `select current_user as name, current_setting('is_superuser') as superuser`,
    )
    expect(row).toEqual({ name: 'tijdig_tenant', superuser: 'off' })
    await expect(tenant.query('create table public.mine ()')).rejects.toThrow('permission denied')
  })
})
