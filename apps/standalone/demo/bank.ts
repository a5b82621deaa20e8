/** The bank: each day a file with yesterday's payments, and one with this morning's, read in as any other. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, decimal, instantAt, localDateOf, type Instant, type LocalDate, type LocalTime } from '#domain'
import { importPayments, publishedMapping, type Pipe } from '#pipeline'
import { openInstalments, openPromises, sentContacts, waitingCalls, type Creditor } from '#store'
import { bankLines, morningLines, strayLines, unnamedLines, type BankLine } from './cast'
import type { Dice } from './dice'

const MIDNIGHT = '00:00' as LocalTime
/** No cast member takes longer than this to react. */
const REACTS_WITHIN_DAYS = 12

export interface Bank {
  readonly pipe: Pipe
  readonly creditor: Creditor
  readonly dice: Dice
  readonly folder: string
  readonly zone: string
}

/** Yesterday's payments, complete. */
export async function readDailyFile(bank: Bank, now: Instant): Promise<void> {
  const { pipe, creditor, dice, zone } = bank
  const yesterday = addDays(localDateOf(now, zone), -1)
  const since = instantAt(addDays(yesterday, -REACTS_WITHIN_DAYS), MIDNIGHT, zone)
  const contacts = await sentContacts(pipe.database, creditor.id, since, now)
  const moved = {
    contacts,
    promises: await openPromises(pipe.database, creditor.id),
    instalments: await openInstalments(pipe.database, creditor.id),
  }
  const lines = [...bankLines(moved, yesterday, zone, dice), ...strayLines(yesterday, dice)]
  await readFile(bank, yesterday, lines, yesterday, now)
}

/** What came in this morning; the day is not over, so it covers only the days before. */
export async function readMorningFile(bank: Bank, isLast: boolean, now: Instant): Promise<void> {
  const today = localDateOf(now, bank.zone)
  const calls = await waitingCalls(bank.pipe.database, bank.creditor.id)
  const lines = [...morningLines(calls, today, bank.dice), ...(isLast ? unnamedLines(calls, today) : [])]
  await readFile(bank, `${today}-morning`, lines, addDays(today, -1), now)
}

async function readFile(
  { pipe, creditor, folder }: Bank,
  name: string,
  lines: readonly BankLine[],
  through: LocalDate,
  now: Instant,
): Promise<void> {
  if (lines.length === 0 && name !== through) return
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${name}.csv`)
  await writeFile(file, toCsv(lines))
  const { mapping, version } = await publishedMapping(pipe.database, creditor.id, 'payments-generic')
  await importPayments(
    pipe,
    { creditor, file, mapping, mappingVersion: version, errorFile: join(folder, `${name}-refused.csv`), through },
    now,
  )
}

function toCsv(lines: readonly BankLine[]): string {
  const rows = lines.map(({ id, on, claim, amount, said = '', payer = '' }) =>
    [id, on.split('-').reverse().join('-'), decimal(amount).replace('.', ','), claim, said, payer].join(';'),
  )
  return ['transactionId;receivedOn;amount;claimReference;description;payerName', ...rows, ''].join('\n')
}
