/** Product side of import: the whole stage, as a full export, validated and upserted with persons, addresses, ledger and journeys. */
import { keepHeapSmall } from '#lifecycle'
import { Database } from '#store'
import { runSide, timed } from '../side'
import { writePortfolioFile } from '../portfolio-file'
import { loadByProduct } from './import-load'

interface Found {
  readonly debtors: number
  readonly persons: number
  readonly points: number
  readonly journeys: number
  readonly claims: number
  readonly cents: number
  readonly booked: number
}

void runSide(async ({ url, n, told: { changedEvery } }) => {
  keepHeapSmall()
  const file = writePortfolioFile(n, Number(changedEvery ?? 0))
  const database = await Database.open(url, 'flow')
  try {
    await database.query('select 1')
    let report = { loaded: 0, changed: 0, refused: 0, held: 0 }
    const measured = await timed(async () => (report = await loadByProduct(database, file.path)).lines)
    const [found] = await database.query<Found>(FOUND)
    const { debtors } = file
    const right = JSON.stringify({
      debtors,
      persons: debtors,
      points: 3 * debtors,
      journeys: debtors,
      claims: n,
      cents: file.cents,
      booked: file.cents,
    })
    const problems = [
      ...(JSON.stringify(found) === right ? [] : [`${JSON.stringify(found)}, not ${right}`]),
      ...(report.refused === 0 && report.held === 0 ? [] : [`${report.refused} refused, ${report.held} held`]),
    ]
    return { ...measured, problems, figures: { loaded: report.loaded, changed: report.changed } }
  } finally {
    await database.close()
    file.remove()
  }
})

const FOUND = `
  select (select count(*) from debtor)::int as debtors, (select count(*) from debtor_person)::int as persons, (select count(*) from contact_point)::int as points,
    (select count(*) from journey)::int as journeys, (select count(*) from claim)::int as claims, (select sum(open_cents) from claim) as cents,
    (select sum(amount_cents) from ledger_entry) as booked`
