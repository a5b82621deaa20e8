/** Sets the demo's stage: its creditor, its portfolio, and the release from shadow; safe to do again after a crash. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { daysBetween, localDateOf, type Instant, type LocalDate } from '#domain'
import { importClaims, publishedMapping, type ImportReport, type Pipe } from '#pipeline'
import { createCreditor, findCreditor, getCreditor, releaseCreditor, type Creditor, type CreditorProfile } from '#store'

const CODE = 'demo'
/** The day the shipped portfolio was written for; another first day moves all its dates. */
export const WRITTEN_FOR = '2027-01-04' as LocalDate
const PACE_PER_SECOND = 1000

export interface Stage {
  readonly creditor: Creditor
  readonly report: ImportReport
}

export async function setStage(
  pipe: Pipe,
  configFolder: string,
  dataFolder: string,
  zone: string,
  startsAt: Instant,
  now: Instant,
): Promise<Stage> {
  const creditor = await demoCreditor(pipe, join(configFolder, 'demo/creditor.yaml'), now)
  const { mapping, version } = await publishedMapping(pipe.database, creditor.id, 'demo-open-items')
  // A play that goes on reads the portfolio again, on a later day, and must find the same dates in it.
  const days = daysBetween(WRITTEN_FOR, localDateOf(startsAt, zone))
  const report = await importClaims(
    pipe,
    {
      creditor,
      file: join(configFolder, 'demo/open-items.csv'),
      mapping,
      mappingVersion: version,
      errorFile: join(dataFolder, 'open-items-refused.csv'),
      shiftDays: days,
    },
    now,
  )
  await releaseCreditor(pipe.database, creditor.id, now)
  return { creditor: await getCreditor(pipe.database, creditor.id), report }
}

async function demoCreditor(pipe: Pipe, file: string, now: Instant): Promise<Creditor> {
  const known = await findCreditor(pipe.database, CODE)
  if (known) return known
  const { name, ...profile } = parse(readFileSync(file, 'utf8')) as CreditorProfile & { readonly name: string }
  const sender = (address: string): { address: string; pacePerSecond: number } => ({ address, pacePerSecond: PACE_PER_SECOND })
  const id = await createCreditor(pipe.database, {
    code: CODE,
    name,
    profile,
    policy: 'nl-reference',
    strategies: { consumer: 'consumer', business: 'business' },
    createdAt: now,
    senders: {
      email: sender(profile.email),
      sms: sender(profile.phone),
      whatsapp: sender(profile.phone),
      letter: sender(name),
      call: sender(profile.phone),
    },
  })
  return getCreditor(pipe.database, id)
}
