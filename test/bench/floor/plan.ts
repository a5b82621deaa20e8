/** Floor of plan: two lanes read claims by key, decide in memory and write each batch in one statement, the next read under way meanwhile. */
import { openPool, runSide, timed } from '../side'

const BATCH = 2000
const LANES = 2
const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.parse('2027-01-12T08:30:00Z')
/** Winter time; the least program has no other season. */
const OFFSET = HOUR
/** Per step: days after the due date, and channels in the order they are tried. */
const LADDER: readonly { readonly days: number; readonly channels: readonly number[] }[] = [
  { days: -3, channels: [2, 1] },
  { days: 5, channels: [2, 4, 1] },
  { days: 15, channels: [8] },
  { days: 30, channels: [8] },
]
const LETTER = 8

interface ClaimRow {
  readonly id: number
  readonly debtor_id: number
  readonly step: number
  readonly due: number
  readonly consents: number
  readonly last: number | null
}

const READ = `
  select k.id::float8, k.debtor_id::float8, k.step, (extract(epoch from k.due_on) * 1000)::float8 as due, d.consents, (extract(epoch from d.last_contact_at) * 1000)::float8 as last
  from claim k join debtor d on d.id = k.debtor_id
  where k.id > $1 and k.id <= $2 and k.open and k.review_at <= $4 order by k.id limit $3`
const WRITE = `
  with decided as (select * from unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[], $5::float8[]) as t (claim_id, debtor_id, step, channel, at)),
  planned as (
    insert into contact (claim_id, debtor_id, step, channel, due_at) select claim_id, debtor_id, step, channel, to_timestamp(at / 1000) from decided on conflict (claim_id, step) do nothing
  )
  update claim k set step = d.step, review_at = null from decided d where k.id = d.claim_id and k.step = d.step - 1`

function decideNext({ step, due, consents, last }: ClaimRow): { at: number; channel: number } | null {
  const next = LADDER[step]
  if (!next) return null
  const channel = next.channels.find((candidate) => candidate === LETTER || (consents & candidate) !== 0) ?? LETTER
  let at = Math.max(NOW, due + next.days * DAY, last === null ? 0 : last + 3 * DAY)
  for (let moves = 0; moves < 8; moves++) {
    const local = at + OFFSET
    const hour = local % DAY
    // 1 January 1970 was a Thursday.
    if ((Math.floor(local / DAY) + 4) % 7 === 0 || hour >= 19 * HOUR) at += DAY - hour + 9 * HOUR
    else if (hour < 9 * HOUR) at += 9 * HOUR - hour
    else break
  }
  return { at, channel }
}

void runSide(async ({ url, n }) => {
  const pool = await openPool(url, 2 * LANES)
  const {
    rows: [highest],
  } = await pool.query<{ id: number }>('select max(id)::int as id from claim')
  const top = highest?.id ?? 0
  const read = (after: number, to: number): Promise<ClaimRow[]> =>
    pool.query<ClaimRow>({ name: 'read', text: READ, values: [after, to, BATCH, new Date(NOW)] }).then(({ rows }) => rows)
  const lane = async (from: number, to: number): Promise<number> => {
    let count = 0
    let writing: Promise<unknown> = Promise.resolve()
    let next = read(from, to)
    for (let rows = await next; rows.length > 0; rows = await next) {
      next = read(rows.at(-1)?.id ?? to, to)
      const columns: [number[], number[], number[], number[], number[]] = [[], [], [], [], []]
      for (const row of rows) {
        const decided = decideNext(row)
        if (!decided) continue
        ;[row.id, row.debtor_id, row.step + 1, decided.channel, decided.at].forEach((value, column) => columns[column]?.push(value))
      }
      await writing
      count += columns[0].length
      writing = pool.query({ name: 'write', text: WRITE, values: columns })
    }
    await writing
    return count
  }
  const measured = await timed(async () => {
    const counts = await Promise.all(
      Array.from({ length: LANES }, (_, i) => lane(Math.floor((top * i) / LANES), Math.floor((top * (i + 1)) / LANES))),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  })
  const {
    rows: [left],
  } = await pool.query<{ contacts: number; open: number }>(
    'select (select count(*) from contact)::int as contacts, (select count(*) from claim where review_at is not null)::int as open',
  )
  await pool.end()
  const problems = left?.contacts === n && left.open === 0 ? [] : [`floor: ${left?.contacts} contacts of ${n} claims, ${left?.open} left`]
  return { ...measured, problems }
})
