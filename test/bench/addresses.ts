/** Addresses of the API that read: found in its document, with ids of rows that are there, each value a filter may have, and the pages after the first. */
import type { OpenAPIObject } from '@nestjs/swagger'
import type { Database } from '#store'
import { TODAY } from './debtors'
import { ENDLESS, routesOf, type DocumentedRoute } from '../support/api-document'

export interface Reading {
  readonly route: string
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** Where the ids of a path lie; what is not told here has a table of its own name. */
const TABLES: Readonly<Record<string, string>> = {
  task: 'call_task',
  contact: 'contact_attempt',
  point: 'contact_point',
  arrangement: 'payment_arrangement',
  endpoint: 'webhook_endpoint',
  batch: 'letter_batch',
  import: 'import_run',
  merge: 'debtor_merge',
  message: 'inbound_message',
  letter: 'contact_attempt',
  draft: 'configuration_draft',
  version: 'configuration_version',
  user: 'app_user',
}
const ROWS = 12
const SEARCH = '/v1/creditors/{creditor}/debtors/search'
const SEARCHES = [
  { reference: 'D77' },
  { name: 'xy' },
  { surname: 'xy' },
  { email: 'x@example.nl' },
  { phone: '+31612345678' },
  { invoice: 'CD77' },
  { ibanEnd: '4300' },
]

export async function readingsOf(document: OpenAPIObject, database: Database, creditorId: string): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const route of routesOf(document)) {
    if (route.path === SEARCH)
      readings.push(
        ...SEARCHES.map((body) => ({
          route: `POST ${SEARCH} ${Object.keys(body).join()}`,
          method: 'POST',
          path: SEARCH.replace('{creditor}', creditorId),
          body,
        })),
      )
    if (route.method !== 'GET' || route.path === ENDLESS || route.open) continue
    for (const row of await rowsFor(database, route.path, creditorId)) {
      for (const query of queriesOf(route))
        readings.push({
          route: `GET ${route.path}${query}`,
          method: 'GET',
          path: filled(route.path, { ...row, creditor_id: creditorId }) + query,
        })
    }
  }
  return readings
}

const namesIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined || name === 'creditor' ? [] : [name]))

type Row = Readonly<Record<string, unknown>>

/** Some from the middle of the last thing that the path names; one without a name for a list. */
async function rowsFor(database: Database, path: string, creditorId: string): Promise<Row[]> {
  const last = namesIn(path).at(-1)
  if (last === undefined) return [{}]
  const table = TABLES[last] ?? last
  const columns = await database.query(
    `select from pg_attribute where attrelid = to_regclass('${table}') and attname in ('creditor_id', 'id')`,
  )
  if (columns.length < 2) return []
  const rows = await database.query<{ row: Row }>(
    `select to_jsonb(t) as row from ${table} t where creditor_id = $1 and id > '77777777-0000-4000-8000-000000000000' order by id limit ${ROWS}`,
    [creditorId],
  )
  return rows.map(({ row }) => ({ ...row, [`${last}_id`]: row.id }))
}

const filled = (path: string, row: Row): string => path.replace(/\{(\w+)\}/g, (_, name: string) => String(row[`${name}_id`] ?? row.id))

/** None, and each value of each filter that has some; who asks and until when is told wherever it may be. */
function queriesOf({ parameters }: DocumentedRoute): string[] {
  const filters = parameters.filter((parameter) => parameter.in === 'query')
  const told = filters.flatMap(({ name, schema, required }) => {
    const value = name === 'agent' ? 'agent' : schema?.format === 'date' ? TODAY : schema?.enum?.[0]
    return value !== undefined && (required === true || name === 'agent') ? [`${name}=${value as string}`] : []
  })
  const others = filters
    .filter(({ required }) => required !== true)
    .flatMap(({ name, schema }) => (schema?.enum ?? (schema?.type === 'boolean' ? [true] : [])).map((value) => `${name}=${String(value)}`))
  return [told, ...others.map((other) => [...told, other])].map((query) => (query.length > 0 ? `?${query.join('&')}` : ''))
}
