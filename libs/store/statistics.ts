/** Statistics: what PostgreSQL knows of a table's size and values decides whether it reads by key. */
import type { Sql } from './database'

/**
 * Brings them up to date where a table has grown tenfold, which also makes every connection plan anew. A plan that was made while a table
 * was empty takes any index for as good as the one by key, and would read all debtors of a creditor for each of them.
 */
export const keepStatistics = async (sql: Sql): Promise<void> => void (await sql.query('select analyze_grown_tables()'))
