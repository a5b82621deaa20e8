/** `tijdig campaign create`: a draft, with its segment from a file. */
import { readFileSync } from 'node:fs'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { CAMPAIGN_KINDS, type CampaignKind, type CampaignVariant, type Instant } from '#domain'
import { CampaignRefused, createCampaign, createSegment, publishedVersion } from '#pipeline'
import type { Creditor } from '#store'
import type { Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, type CommonOptions } from '../command'
import { unacceptable } from '../exit-codes'
import { operator } from '../operator'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly segment: string
  readonly kind: CampaignKind
  readonly strategy?: string
  readonly compare?: string
  readonly share: number
  readonly continuous: boolean
  readonly start?: Instant
  readonly perHour?: number
  readonly callsPerDay?: number
}

const wholeFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text)
    if (!/^\d{1,9}$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
    return number
  }
const instant = (text: string): Instant => {
  const at = Date.parse(text)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(at))
    throw new InvalidArgumentError('It must be an instant such as 2027-01-12T09:00+01:00.')
  return at as Instant
}

export function addCreate(group: Command): void {
  const command = withCreditor(group.command('create'))
    .summary('make a campaign, as a draft')
    .description(
      'Makes a campaign as a draft: nothing happens before `tijdig campaign start`. Look at it first with `tijdig campaign dry-run`.',
    )
    .argument('<name>', 'its name; the segment is kept under the same name')
    .requiredOption('--segment <file>', 'JSON: the filter that says which debtors are meant')
    .addOption(
      new Option('--kind <kind>', 'take debtors through a strategy, or ask for their preferred channel')
        .choices(CAMPAIGN_KINDS)
        .default('reminders'),
    )
    .option('--strategy <name>', 'published strategy, by its name or name@version; the newest when no version is named')
    .option('--compare <name>', 'a second strategy to compare it with')
    .option('--share <percent>', 'share of the debtors for the second strategy', wholeFrom(1, 99), 50)
    .option('--continuous', 'also who comes into the segment later; looked for every hour', false)
    .option('--start <instant>', 'not before then; else as soon as it is started', instant)
    .option('--per-hour <count>', 'at most so many contacts an hour', wholeFrom(1, 1_000_000))
    .option('--calls-per-day <count>', 'what the agents can make, to compare with in a dry run', wholeFrom(0, 1_000_000))
    .action((name: string, options: Options) => answerFrom(options, (session) => create(session, name, options)))
  teach(command, {
    more: [
      'A segment: {"all": [{"field": "days-overdue", "min": 30}, {"field": "open-amount", "min": 5000}, {"not": {"field": "open-promise", "is": true}}]}',
    ],
    examples: [
      'campaign create spring --segment late.json --strategy consumer',
      'campaign create test --segment late.json --strategy consumer --compare consumer@2 --share 20 --per-hour 500',
      'campaign create ask --segment all.json --kind preference',
    ],
    exits: { 0: 'made', 2: 'wrong usage, or something in it that cannot be', 3: NO_DATABASE },
  })
}

async function create(session: Session, name: string, options: Options): Promise<Answer> {
  const { database, now } = session
  const creditor = await chooseCreditor(session, options.creditor)
  const filter = readJson(options.segment)
  const variants = await variantsOf(session, creditor, options)
  const campaign = await database
    .transaction(async (sql) => {
      const segment = await createSegment(sql, creditor, name, filter, operator(), now)
      return createCampaign(
        database,
        sql,
        creditor,
        {
          name,
          kind: options.kind,
          segmentId: segment.id,
          enrolment: options.continuous ? 'continuous' : 'once',
          variants,
          startsAt: options.start ?? now,
          contactsPerHour: options.perHour ?? null,
          callsPerDay: options.callsPerDay ?? null,
        },
        operator(),
        now,
      )
    })
    .catch((fault: unknown) => {
      throw fault instanceof CampaignRefused ? unacceptable(fault.message) : fault
    })
  return { lines: [`${name} is a draft.`, `Next: tijdig campaign dry-run ${name}`], data: { id: campaign.id, name, state: campaign.state } }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (fault) {
    throw unacceptable(`${file}: ${fault instanceof SyntaxError ? `is not JSON: ${fault.message}` : 'cannot be read'}`)
  }
}

async function variantsOf(session: Session, creditor: Creditor, { kind, strategy, compare, share }: Options): Promise<CampaignVariant[]> {
  if (kind === 'preference' && strategy === undefined) return []
  const names = [strategy ?? 'consumer', ...(compare === undefined ? [] : [compare])]
  const shares = compare === undefined ? [100] : [100 - share, share]
  return Promise.all(
    names.map(async (named, index) => {
      const [name = '', version] = named.split('@')
      if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version))
        throw unacceptable(`${named}: a version is a whole number, as in consumer@2`)
      const strategyVersion =
        version === undefined ? (await publishedVersion(session.database, creditor.id, 'strategy', name)).version : Number(version)
      return { name: index === 0 ? ('a' as const) : ('b' as const), strategy: name, strategyVersion, share: shares[index] ?? 0 }
    }),
  )
}
