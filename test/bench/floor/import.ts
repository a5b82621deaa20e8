/** Floor side of import: the file is read, checked and upserted by hand. */
import { openPool, runSide, timed } from '../side'
import { writePortfolioFile } from '../portfolio-file'
import { loadByHand } from './import-load'

void runSide(async ({ url, n, told: { changedEvery } }) => {
  const file = writePortfolioFile(n, Number(changedEvery ?? 0))
  const pool = await openPool(url, 2)
  try {
    const measured = await timed(() => loadByHand(pool, file.path))
    const {
      rows: [found],
    } = await pool.query<{ debtors: number; claims: number; cents: string }>(
      'select (select count(*) from debtor)::int as debtors, count(*)::int as claims, sum(open_cents) as cents from claim',
    )
    const right = found?.debtors === file.debtors && found.claims === n && Number(found.cents) === file.cents
    return { ...measured, problems: right ? [] : [`${JSON.stringify(found)} is not what the file says`] }
  } finally {
    await pool.end()
    file.remove()
  }
})
