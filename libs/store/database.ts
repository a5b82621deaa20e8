/** The connection: TypeORM maps and migrates; hot paths send set-based statements through its pool, as the role given. */
import { createHash } from 'node:crypto'
import { DataSource, type Driver } from 'typeorm'
import type { Pool, PoolClient } from 'pg'
import pg from 'pg'
import type { CreditorId } from '#domain'
import { Creditor } from './entities/creditor.entity'
import { ConfigurationVersion } from './entities/configuration-version.entity'
import { MIGRATIONS } from './migrations'

/** `owner` migrates; `flow` is the pipe; `tenant` is everything a user or key does, and sees only the creditors it names (rule 21). */
export type DatabaseRole = 'owner' | 'flow' | 'tenant'

export interface Sql {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export class Database implements Sql {
  private constructor(readonly source: DataSource) {}

  static async open(url: string, role: DatabaseRole, connections = 8): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url,
      entities: [Creditor, ConfigurationVersion],
      migrations: MIGRATIONS,
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'all',
      installExtensions: false,
      poolSize: connections,
      extra: {
        types: { getTypeParser },
        onConnect,
        ...(role === 'owner' ? {} : { options: `-c role=tijdig_${role} ${STATEMENTS_BY_KEY}${role === 'flow' ? ` ${PLANNED_ONCE}` : ''}` }),
      },
    })
    await source.initialize()
    return new Database(source)
  }

  close(): Promise<void> {
    return this.source.destroy()
  }

  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(statement(text, values))).rows as Row[]
  }

  /** Whether it answers now. */
  isReachable(): Promise<boolean> {
    return this.query('select 1').then(
      () => true,
      () => false,
    )
  }

  /** Runs `work` in one transaction; a fault rolls it all back and is thrown on. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      const result = await work(asSql(client))
      await client.query('commit')
      client.release()
      return result
    } catch (fault) {
      await client.query('rollback').then(
        () => {
          client.release()
        },
        (broken: unknown) => {
          client.release(broken instanceof Error ? broken : true)
        },
      )
      throw fault
    }
  }

  /** A transaction that sees the rows of these creditors only; with none it sees no rows at all. */
  tenantTransaction<T>(creditors: readonly CreditorId[], work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.transaction(async (sql) => {
      await sql.query(`select set_config('tijdig.creditors', $1, true)`, [creditors.join(',')])
      return work(sql)
    })
  }

  /** One of its own, for whoever must stay on it; handed back by `release(true)`. */
  connection(): Promise<PoolClient> {
    return this.pool.connect()
  }

  private get pool(): Pool {
    const { master } = this.source.driver as Driver & { readonly master: Pool }
    return master
  }
}

const COMPOSED = '/* composed */ '
/** A statement whose text follows from what people ask: a name for each would stay in every connection for good. */
export const composed = (text: string): string => `${COMPOSED}${text}`

/**
 * A statement is planned once per connection, often while its tables are small, and the plan is kept: what reads by key may not be kept as
 * a scan. Compiling such plans would take longer than running them.
 */
const STATEMENTS_BY_KEY = '-c enable_seqscan=off -c jit=off'
/** The pipe's few statements are planned at once for whatever values come: five plans for the values at hand first would cost each connection more than they bring. */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan'

const names = new Map<string, string>()
/** Statements with parameters are prepared once per connection: planning the large ones costs more than running them. */
function statement(text: string, values: readonly unknown[]): { name?: string; text: string; values: unknown[] } {
  if (values.length === 0) return { text, values: [] }
  if (text.startsWith(COMPOSED)) return { text, values: [...values] }
  const name = names.get(text) ?? createHash('sha1').update(text).digest('hex')
  names.set(text, name)
  return { name, text, values: [...values] }
}

/**
 * A connection that breaks between two statements says so by an event, which without a listener ends the process; its next statement fails
 * with the same fault, and is answered for there. For good, since the pool's own listener leaves while the connection is being handed out.
 */
const onConnect = (client: PoolClient): void => void client.on('error', () => undefined)

/** A fault inside leaves the transaction as it was before, and is thrown on. */
export async function inSavepoint<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query('savepoint attempted')
  try {
    const result = await work()
    await sql.query('release savepoint attempted')
    return result
  } catch (fault) {
    if (!isConnectionLost(fault)) await sql.query('rollback to savepoint attempted')
    throw fault
  }
}

/** Several statements that hold together: a transaction of their own, or the one that is under way. */
export const inTransaction = <T>(sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> =>
  sql instanceof Database ? sql.transaction(work) : work(sql)

/** Deadlocks, lost connections, a server that stops or has no room: nothing is wrong with the work itself, it is done again. */
export function isPassing(fault: unknown): boolean {
  return isConnectionLost(fault) || ['40', '53', '55', '57', '58'].includes(codeOf(fault).slice(0, 2))
}

/** Two transactions were in each other's way: done again, the second finds what the first made. */
export const isCollision = (fault: unknown): boolean => ['40001', '40P01', '23505'].includes(codeOf(fault))

const isConnectionLost = (fault: unknown): boolean =>
  /^(08|57P|E[A-Z]+$)/.test(codeOf(fault)) || (fault instanceof Error && /^Connection terminated|not queryable/.test(fault.message))

const codeOf = (fault: unknown): string => (fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : '')

const asSql = (client: PoolClient): Sql => ({
  query: async <Row>(text: string, values: readonly unknown[] = []) => (await client.query(statement(text, values))).rows as Row[],
})

const BIGINT = 20,
  NUMERIC = 1700,
  DATE = 1082,
  TIMESTAMPTZ = 1184
/** Cents and counts fit a safe integer; a date stays text; an instant is UTC milliseconds, as in libs/domain. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === BIGINT || oid === NUMERIC) return Number
  if (oid === DATE) return (value) => value
  if (oid === TIMESTAMPTZ) {
    const parse = pg.types.getTypeParser(TIMESTAMPTZ) as (value: string) => Date
    return (value) => parse(value).getTime()
  }
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown
}
