/** A creditor with something in every table that a pipe fills, and a look at all its rows: whether any of them changed, and their ids. */
import type { CreditorId } from '#domain'
import type { Creditor } from '#store'
import { openCaller } from './api'
import { addClaims, addCreditor, claimOf, HOME, pay, rest, type PipeBench } from './pipe'

export interface ApiWorld {
  readonly creditor: Creditor
  /** Words that stand in its rows and nowhere else. */
  readonly marks: readonly string[]
}

/** `mark` begins every reference and name of it. */
export async function addWorld(bench: PipeBench, mark: string): Promise<ApiWorld> {
  const creditor = await addCreditor(bench)
  const email = `${mark.toLowerCase()}@voorbeeld.example`
  await addClaims(bench, creditor, [
    claimOf(`${mark}1`, {
      name: `${mark}naam`,
      email,
      sms: '+31612345678',
      address: HOME,
      income: { every: 'month', day: 23, roll: 'preceding' },
    }),
    claimOf(`${mark}2`, { name: `${mark}naam`, whatsapp: { number: '+31612345679', consentedOn: '2026-12-01' as never } }),
    claimOf(`${mark}3`, { name: `${mark}naam`, phone: '+31612345670', preferredChannel: 'call' }),
    claimOf(`${mark}4`, { name: `${mark}naam`, online: false, address: HOME }),
  ])
  await rest(bench)
  await pay(bench, creditor, `${mark}2`, 5_000)
  const caller = await openCaller(bench, [creditor.id])
  const home = `/v1/creditors/${creditor.id}`
  const answer = await fetch(`${bench.api}${home}/imports?kind=claims&mapping=generic`, {
    method: 'POST',
    body: 'debtor,nothing\n',
    headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'text/csv', 'idempotency-key': `import-${mark}` },
  })
  if (answer.status !== 202) throw new Error(`the import was not taken: ${answer.status} ${await answer.text()}`)
  return { creditor, marks: [mark, email] }
}

const TABLES = `
  select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'creditor_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`

export const tablesOfCreditors = async ({ database }: PipeBench): Promise<string[]> =>
  (await database.query<{ name: string }>(TABLES)).map(({ name }) => name)

/** Equal exactly when no row of the creditor changed, was added or went. */
export async function fingerprint(bench: PipeBench, creditorId: CreditorId): Promise<Readonly<Record<string, string>>> {
  const prints: Record<string, string> = {}
  for (const table of await tablesOfCreditors(bench)) {
    const [row] = await bench.database.query<{ print: string }>(
      `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${table} t where creditor_id = $1`,
      [creditorId],
    )
    prints[table] = row?.print ?? ''
  }
  const [own] = await bench.database.query<{ print: string }>('select md5(c::text) as print from creditor c where id = $1', [creditorId])
  return { ...prints, creditor: own?.print ?? '' }
}

/** One id out of every table that has rows of the creditor. */
export async function idsOf(bench: PipeBench, creditorId: CreditorId): Promise<string[]> {
  const ids: string[] = []
  for (const table of await tablesOfCreditors(bench)) {
    const [row] = await bench.database.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where creditor_id = $1 limit 1`,
      [creditorId],
    )
    if (typeof row?.row.id === 'string') ids.push(row.row.id)
  }
  return ids
}
