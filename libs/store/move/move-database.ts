/** Takes every row of one database to an empty other: one snapshot, one transaction, counted on both sides. */
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import type { LocalDate } from '#domain'
import { migrate } from '../migrate'
import { foreignKeysOf, migrationsOf, partitionsOf, rowsIn, tablesOf, type ForeignKey, type Table } from './catalogue'

/** The other database holds something, or became something else than a copy; nothing was changed there. */
export class MoveRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MoveRefused'
  }
}

export interface Move {
  readonly from: string
  readonly to: string
  /** Around which partitions are made. */
  readonly today: LocalDate
  readonly onProgress: (rows: number, total: number) => void
}

export type MovedTables = Readonly<Record<string, number>>

/** All or nothing: a fault on the way leaves the target without a row. The source is only read. */
export async function moveDatabase({ from: source, to: target, today, onProgress }: Move): Promise<MovedTables> {
  return withClient(target, async (into) => {
    await refuseUnlessEmpty(into)
    await migrate(target, today)
    return withClient(source, async (out) => {
      if (String(await migrationsOf(out)) !== String(await migrationsOf(into)))
        throw new MoveRefused('the two databases do not have the same schema')
      for (const { name, parent, bound } of await partitionsOf(out))
        await into.query(`create table if not exists ${name} partition of ${parent} ${bound}`)
      return inSnapshot(out, () => inTransaction(into, () => copyAll(out, into, onProgress)))
    })
  })
}

/** A schema of ours with what its migrations put there is empty; a creditor, or a table of somebody else's, is not. */
async function refuseUnlessEmpty(target: Client): Promise<void> {
  const tables = (await tablesOf(target)).map(({ name }) => name)
  if (tables.length === 0) return
  if (!tables.includes('creditor') || !tables.includes('raw_call'))
    throw new MoveRefused('the target holds tables that are not ours: give an empty database')
  await target.query('set role tijdig_flow')
  const rows = (await rowsIn(target, 'creditor')) + (await rowsIn(target, 'raw_call'))
  await target.query('reset role')
  if (rows > 0) throw new MoveRefused('the target holds data already: give an empty database')
}

/**
 * Rows of all creditors: they are read as the pipe, whose policy sees all, and written as their owner, for whom row-level security
 * rests until the end of the transaction. Foreign keys are made again when all rows are there, and are checked then.
 */
async function copyAll(out: Client, into: Client, onProgress: Move['onProgress']): Promise<MovedTables> {
  const [tables, keys] = [await tablesOf(out), await foreignKeysOf(into)]
  const counts = new Map<string, number>()
  for (const { name } of tables) counts.set(name, await rowsIn(out, name))
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  await openTables(into, tables, keys)
  let moved = 0
  for (const table of tables) {
    await copy(out, into, table)
    const [there, here] = [counts.get(table.name) ?? 0, await rowsIn(into, table.name)]
    if (there !== here) throw new MoveRefused(`${table.name} has ${there} rows here and ${here} there`)
    moved += here
    onProgress(moved, total)
  }
  await closeTables(into, tables, keys)
  return Object.fromEntries(counts)
}

async function openTables(into: Client, tables: readonly Table[], keys: readonly ForeignKey[]): Promise<void> {
  for (const { table, name } of keys) await into.query(`alter table ${table} drop constraint ${name}`)
  // What triggers write comes with the rows.
  for (const { name } of tables) await into.query(`alter table ${name} no force row level security, disable trigger user`)
  await into.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
}

async function closeTables(into: Client, tables: readonly Table[], keys: readonly ForeignKey[]): Promise<void> {
  for (const { table, name, definition } of keys) await into.query(`alter table ${table} add constraint ${name} ${definition}`)
  for (const { name } of tables) await into.query(`alter table ${name} force row level security, enable trigger user`)
}

const copy = (out: Client, into: Client, { name, columns }: Table): Promise<void> =>
  pipeline(
    out.query(to(`copy (select ${columns.join(', ')} from ${name}) to stdout (format binary)`)),
    into.query(from(`copy ${name} (${columns.join(', ')}) from stdin (format binary)`)),
  )

/** Of all tables at one moment; it ends with its connection, since after a copy that broke on the way no statement would be answered on it. */
async function inSnapshot<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only')
  await client.query('set local role tijdig_flow')
  return work()
}

async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  }
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString })
  // A connection that breaks fails the statement on it, which answers for it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
