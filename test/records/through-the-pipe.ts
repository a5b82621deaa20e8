/** Plays scenarios through the real pipe, as its own people and systems would tell it, and reads back what the simulation answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decimal, isoInZone, localDateOf, type ImportedDebtor, type Instant, type LocalDate } from '#domain'
import { parseScenario, play, type Scenario, type SimulatedContact, type SimulationResult } from '#simulation'
import { giveMandate, newId, recordPayments, upsertClaims, type Creditor, type DebtorKey } from '#store'
import { addCreditor, at, HOME, playUntil, type PipeBench } from '../support/pipe'
import { publishPolicy } from '../support/own-policy'
import { debtorKey } from '../support/pipe-records'
import { shipped } from '../scenarios/shipped-configuration'
import { pastClaims } from './paid-before'
import { collect, happen, ZONE, type Playing } from './scenario-events'

/** What both tell of a contact; the hour differs where a simulation takes a letter's export for its posting. */
export interface Told {
  readonly contacts: readonly string[]
  readonly notices: readonly string[]
  readonly collections: readonly string[]
  readonly tasks: readonly string[]
}

type ToldContact = Pick<SimulatedContact, 'channel' | 'phase' | 'claims' | 'amount' | 'payBy' | 'expectedDelivery'> & {
  readonly on: string
}
interface SentContact extends Omit<ToldContact, 'on' | 'amount'> {
  readonly at: Instant
  readonly amount: number
  readonly legalEnd: LocalDate | null
  readonly announced: number | null
}

export interface Played {
  readonly creditor: Creditor
  readonly debtor: DebtorKey
  readonly told: Told
  /** What the simulation leaves out: confirmations of what the debtor told. */
  readonly answers: readonly string[]
}

/** Held to the policy as it is shipped, as its creditor is, but for the segments that it makes of how people paid. */
function scenarioOf(name: string): Scenario {
  const scenario = parseScenario(JSON.parse(readFileSync(join(__dirname, '../scenarios', `${name}.json`), 'utf8')) as unknown)
  const { segmentByBehaviour } = scenario.settings
  return { ...scenario, settings: segmentByBehaviour === undefined ? {} : { segmentByBehaviour } }
}

export const foretold = (name: string): Told => foreseen(scenarioOf(name))
export const foreseen = (scenario: Scenario): Told => toldOf(play(scenario, shipped))

const toldOf = ({ contacts, costs, collections, tasks }: SimulationResult): Told => ({
  contacts: contacts.map(({ at: when, ...contact }) => lineOf({ on: when.slice(0, 10), ...contact })),
  notices: costs.map(({ announcedOn, claims, announced, legalEnd }) => [announcedOn, together(claims), announced, legalEnd].join(' ')),
  collections: collections.map(({ on, claims, amount }) => [on, together(claims), amount].join(' ')),
  tasks: tasks.map(({ on, kind }) => `${on} ${kind}`),
})

const lineOf = ({ on, channel, phase, claims, amount, payBy, expectedDelivery }: ToldContact): string =>
  [on, channel, phase, together(claims), amount, payBy, expectedDelivery].filter((part) => part !== null).join(' ')
const together = (claims: readonly string[]): string => [...claims].sort().join('+')

export async function playThrough(bench: PipeBench, name: string): Promise<Played> {
  const [played] = await playTogether(bench, [scenarioOf(name)])
  return played!
}

/** Beside each other, each with a creditor of its own; all begin and end on the same day. */
export async function playTogether(bench: PipeBench, scenarios: readonly Scenario[]): Promise<Played[]> {
  const { from, until } = scenarios[0]!
  const start = localMidnight(from)
  await bench.carrier.setClock(new Date(start).toISOString())
  bench.now = start
  const plays: Playing[] = []
  for (const scenario of scenarios) plays.push(await begin(bench, scenario, start))
  const events = plays
    .flatMap((playing) => playing.scenario.events.map((event) => ({ playing, event })))
    .sort((one, other) => (one.event.at < other.event.at ? -1 : Number(one.event.at > other.event.at)))
  for (let day = start; day <= localMidnight(until); day = nextMidnight(day)) {
    // The bank has its list before anything else of the day is decided.
    if (day > start) await playUntil(bench, (day - 1) as Instant)
    bench.now = day
    for (const playing of plays) if (playing.scenario.debtor.mandate) await collect(playing)
    await playUntil(bench, day)
    for (const { playing, event } of events.filter(({ event: { at: when } }) => when.slice(0, 10) === localDateOf(day, ZONE))) {
      await playUntil(bench, localInstant(event.at))
      await happen(playing, event)
    }
  }
  await playUntil(bench, (nextMidnight(localMidnight(until)) - 1) as Instant)
  return Promise.all(plays.map(async (playing) => ({ creditor: playing.creditor, debtor: playing.debtor, ...(await read(playing)) })))
}

async function begin(bench: PipeBench, scenario: Scenario, start: Instant): Promise<Playing> {
  const { policy, strategy, debtor: given } = scenario
  const creditor = await addCreditor(bench, { policy, strategy })
  await publishPolicy(bench, creditor, scenario.settings)
  await load(bench, creditor, scenario)
  const debtor = await debtorKey(bench, creditor, given.reference)
  if (given.mandate) await bench.database.transaction((sql) => giveMandate(sql, debtor, given.mandate!, 'test', start))
  return { bench, creditor, debtor, scenario }
}

async function load({ database, pipe, now }: PipeBench, creditor: Creditor, scenario: Scenario): Promise<void> {
  const { from, debtor, claims } = scenario
  const past = pastClaims(scenario)
  const journey = await pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  const { reference, kind, language, segment, online, preferredChannel, income, points } = debtor
  const channels = points.map(({ channel }) => channel)
  const imported: ImportedDebtor = {
    reference,
    kind,
    name: 'A. Voorbeeldsma',
    language,
    segment,
    online,
    ...(preferredChannel && { preferredChannel }),
    ...(income && { income }),
    ...(channels.includes('email') && { email: 'klant@voorbeeld.example' }),
    ...(channels.includes('letter') && { address: HOME }),
    ...(channels.includes('sms') && { sms: '+31612345678' }),
    ...(channels.includes('call') && { phone: '+31101234567' }),
  }
  await database.transaction((sql) =>
    upsertClaims(
      sql,
      { creditor, importId: newId(), journey, today: localDateOf(now, ZONE) },
      [...past, ...claims].map((claim) => ({
        reference: claim.reference,
        invoiceNumber: null,
        kind: 'claim',
        issuedOn: claim.issuedOn,
        dueOn: claim.dueOn,
        original: claim.amount,
        open: claim.amount,
        currency: 'EUR',
        description: 'Onderhoud',
        purchaseOrder: null,
        project: null,
        invoiceDocument: null,
        flags: [],
        history: null,
        representative: null,
        debtor: imported,
      })),
      now,
    ),
  )
  await database.transaction((sql) =>
    recordPayments(
      sql,
      creditor,
      null,
      past.map(({ payment }) => payment),
      now,
    ),
  )
  // As a scenario's: what lies before its first day is past.
  await database.query('update claim set past_before = $2 where creditor_id = $1', [creditor.id, from])
}

async function read({ bench, creditor, scenario }: Playing): Promise<Pick<Played, 'told' | 'answers'>> {
  const sent = await bench.database.query<SentContact>(
    `select (extract(epoch from sent_at) * 1000)::bigint as at, channel, phase, claims, amount_cents as amount, pay_by as "payBy",
       expected_delivery as "expectedDelivery", legal_end as "legalEnd", announced_costs_cents as announced
     from contact_attempt where creditor_id = $1 and sent_at is not null order by created_at, id`,
    [creditor.id],
  )
  const contacts = sent.map(({ at: when, ...contact }) => ({ ...contact, on: localDateOf(when, ZONE), amount: decimal(contact.amount) }))
  const collections = await bench.database.query<{ on: string; claims: string; amount: number }>(
    `select t.collect_on as "on", string_agg(c.reference, '+' order by c.reference) as claims, sum(t.amount_cents)::bigint as amount
     from direct_debit t join claim c on c.creditor_id = t.creditor_id and c.id = t.claim_id where t.creditor_id = $1 group by t.collect_on order by t.collect_on`,
    [creditor.id],
  )
  const tasks = await bench.database.query<{ kind: string; at: Instant }>(
    `select kind, (extract(epoch from opened_at) * 1000)::bigint as at from task where creditor_id = $1 order by opened_at, id`,
    [creditor.id],
  )
  const since = (line: string): boolean => line.slice(0, 10) >= scenario.from
  return {
    told: {
      contacts: contacts.filter(({ phase }) => phase !== 'reply').map(lineOf),
      notices: contacts
        .filter(({ phase }) => phase === 'formal-notice')
        .map(({ on, claims, announced, legalEnd }) => [on, together(claims), decimal(announced ?? 0), legalEnd].join(' ')),
      collections: collections.map(({ on, claims, amount }) => `${on} ${claims} ${decimal(amount)}`).filter(since),
      // A death is somebody's work here; the scenario format has no such task.
      tasks: tasks.filter(({ kind }) => kind !== 'deceased').map(({ kind, at: opened }) => `${localDateOf(opened, ZONE)} ${kind}`),
    },
    answers: contacts.filter(({ phase }) => phase === 'reply').map(lineOf),
  }
}

const localInstant = (wallClock: string): Instant => {
  const utc = at(`${wallClock}:00Z`)
  return at(`${wallClock}:00${isoInZone((utc - 3_600_000) as Instant, ZONE).slice(-6)}`)
}
const localMidnight = (day: LocalDate): Instant => localInstant(`${day}T00:00`)
const nextMidnight = (instant: Instant): Instant => localMidnight(localDateOf((instant + 26 * 3_600_000) as Instant, ZONE))
