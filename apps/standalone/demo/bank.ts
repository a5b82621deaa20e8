/** The bank: each morning a file with yesterday's payments, read in as any other. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, decimal, instantAt, localDateOf, type Instant, type LocalTime } from '#domain'
import { importPayments, publishedMapping, type Pipe } from '#pipeline'
import { openPromises, sentContacts, type Creditor } from '#store'
import { bankLines, type BankLine } from './cast'
import type { Dice } from './dice'

const MIDNIGHT = '00:00' as LocalTime
/** No cast member takes longer than this to react. */
const REACTS_WITHIN_DAYS = 12

export async function readBankFile(pipe: Pipe, creditor: Creditor, dice: Dice, folder: string, zone: string, now: Instant): Promise<void> {
  const yesterday = addDays(localDateOf(now, zone), -1)
  const since = instantAt(addDays(yesterday, -REACTS_WITHIN_DAYS), MIDNIGHT, zone)
  const contacts = await sentContacts(pipe.database, creditor.id, since, now)
  const lines = bankLines(contacts, await openPromises(pipe.database, creditor.id), yesterday, zone, dice)
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${yesterday}.csv`)
  await writeFile(file, toCsv(lines))
  const { mapping, version } = await publishedMapping(pipe.database, creditor.id, 'payments-generic')
  await importPayments(pipe, { creditor, file, mapping, mappingVersion: version, errorFile: join(folder, `${yesterday}-refused.csv`), through: yesterday }, now)
}

function toCsv(lines: readonly BankLine[]): string {
  const rows = lines.map(({ id, on, claim, amount }) => [id, on.split('-').reverse().join('-'), decimal(amount).replace('.', ','), claim].join(';'))
  return ['transactionId;receivedOn;amount;claimReference', ...rows, ''].join('\n')
}
