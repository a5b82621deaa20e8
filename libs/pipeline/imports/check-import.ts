/** What an import would do, told without doing it: each chunk is written and taken back, so that the counts are those of the real thing. */
import { createReadStream } from 'node:fs'
import { localDateOf, type ImportedClaim, type ImportedPayment, type Instant } from '#domain'
import { openClaimFile, readPaymentBatches, type ErrorLine } from '#portfolio'
import { getCreditor, newId, publishedConfiguration, recordPayments, upsertClaims, type Sql } from '#store'
import { claimOptions, CLAIMS_PER_CHUNK, refuseSensitive } from './import-claims'
import type { Pipe } from '../pipe'
import { zoneOf } from '../configuration/published'
import type { UploadedImport } from './uploaded-import'

export interface CheckedImport {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  /** New payments that name no known claim. */
  readonly unmatched: number
  /** The first refused ones. */
  readonly errors: readonly ErrorLine[]
  /** The first rows as they were understood. */
  readonly sample: readonly (ImportedClaim | ImportedPayment)[]
}

type Row = ImportedClaim | ImportedPayment
type Line =
  ErrorLine | { readonly kind: 'claim'; readonly claim: ImportedClaim } | { readonly kind: 'payment'; readonly payment: ImportedPayment }
interface Written {
  readonly loaded: number
  readonly changed: number
  readonly unmatched: number
}
type Write = (sql: Sql, rows: readonly Row[]) => Promise<Written>

const ERRORS = 500
const SAMPLE = 5

export async function checkImport(
  parts: Pick<Pipe, 'database' | 'rulebooks'>,
  given: UploadedImport,
  now: Instant,
): Promise<CheckedImport> {
  const { lines, write } = given.kind === 'claims' ? await claimsOf(parts, given, now) : await paymentsOf(parts, given, now)
  const tried = { rows: 0, loaded: 0, changed: 0, refused: 0, unmatched: 0, errors: [] as ErrorLine[], sample: [] as Row[] }
  let chunk: Row[] = []
  const flush = async (): Promise<void> => {
    const counts = chunk.length === 0 ? { loaded: 0, changed: 0, unmatched: 0 } : await takenBack(parts, (sql) => write(sql, chunk))
    tried.loaded += counts.loaded
    tried.changed += counts.changed
    tried.unmatched += counts.unmatched
    chunk = []
  }
  for await (const batch of lines) {
    for (const line of batch) {
      tried.rows++
      if (line.kind === 'error') {
        tried.refused++
        if (tried.errors.length < ERRORS) tried.errors.push(line)
        continue
      }
      const row = line.kind === 'claim' ? line.claim : line.payment
      if (tried.sample.length < SAMPLE) tried.sample.push(row)
      chunk.push(row)
      if (chunk.length === CLAIMS_PER_CHUNK) await flush()
    }
  }
  await flush()
  return { ...tried, same: tried.rows - tried.loaded - tried.changed - tried.refused }
}

interface Reading {
  readonly lines: AsyncIterable<readonly Line[]>
  readonly write: Write
}

async function claimsOf(
  { database, rulebooks }: Pick<Pipe, 'database' | 'rulebooks'>,
  given: UploadedImport,
  now: Instant,
): Promise<Reading> {
  const creditor = await getCreditor(database, given.creditorId)
  refuseSensitive({ creditor, mapping: given.mapping })
  const journey = await rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  const today = localDateOf(now, await zoneOf(database, creditor))
  const options = claimOptions(creditor, await publishedConfiguration(database, creditor.id))
  return {
    lines: openClaimFile(createReadStream(given.file), given.mapping, { ...options, today }).batches,
    write: async (sql, rows) => {
      const { made, changed } = await upsertClaims(
        sql,
        { creditor, journey, today, importId: newId() },
        rows as readonly ImportedClaim[],
        now,
      )
      return { loaded: made.length, changed: changed.length, unmatched: 0 }
    },
  }
}

async function paymentsOf({ database }: Pick<Pipe, 'database'>, given: UploadedImport, now: Instant): Promise<Reading> {
  const creditor = await getCreditor(database, given.creditorId)
  return {
    lines: readPaymentBatches(createReadStream(given.file), given.mapping),
    write: async (sql, rows) => {
      const { loaded, matched } = await recordPayments(sql, creditor, null, rows as readonly ImportedPayment[], now)
      return { loaded, changed: 0, unmatched: loaded - matched }
    },
  }
}

class TakenBack extends Error {}

async function takenBack<T>({ database }: Pick<Pipe, 'database'>, work: (sql: Sql) => Promise<T>): Promise<T> {
  const done: T[] = []
  await database
    .transaction(async (sql) => {
      done.push(await work(sql))
      throw new TakenBack('only tried')
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof TakenBack)) throw fault
    })
  return done[0] as T
}
