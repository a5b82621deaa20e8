/** Plays a golden scenario through the real pipe, as its own people and systems would tell it, and reads back what the simulation answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isoInZone, localDateOf, type ImportedDebtor, type Instant, type LocalDate } from '#domain'
import { parseScenario, play, type Scenario, type SimulationResult } from '#simulation'
import { giveMandate, newId, upsertClaims, type Creditor, type DebtorKey } from '#store'
import { addCreditor, at, HOME, playUntil, type PipeBench } from '../support/pipe'
import { attempts, debtorKey } from '../support/pipe-records'
import { shipped } from '../scenarios/shipped-configuration'
import { collect, happen, ZONE, type Playing } from './scenario-events'

/** What both tell of a contact; the hour differs where a simulation takes a letter's export for its posting. */
export interface Told {
  readonly contacts: readonly string[]
  readonly collections: readonly string[]
  readonly tasks: readonly string[]
}

export interface Played {
  readonly creditor: Creditor
  readonly debtor: DebtorKey
  readonly told: Told
  /** What the simulation leaves out: confirmations of what the debtor told. */
  readonly answers: readonly string[]
}

const scenarioOf = (name: string): Scenario =>
  parseScenario(JSON.parse(readFileSync(join(__dirname, '../scenarios', `${name}.json`), 'utf8')) as unknown)

export const foretold = (name: string): Told => toldOf(play(scenarioOf(name), shipped))

const toldOf = ({ contacts, collections, tasks }: SimulationResult): Told => ({
  contacts: contacts.map(({ at: when, channel, phase, claims, amount }) =>
    [when.slice(0, 10), channel, phase, claims.join('+'), amount].join(' '),
  ),
  collections: collections.map(({ on, claims, amount }) => [on, claims.join('+'), amount].join(' ')),
  tasks: tasks.map(({ on, kind }) => `${on} ${kind}`),
})

export async function playThrough(bench: PipeBench, name: string): Promise<Played> {
  const scenario = scenarioOf(name)
  const start = localMidnight(scenario.from)
  await bench.carrier.setClock(new Date(start).toISOString())
  bench.now = start
  const creditor = await addCreditor(bench, { policy: scenario.policy })
  await load(bench, creditor, scenario)
  const debtor = await debtorKey(bench, creditor, scenario.debtor.reference)
  if (scenario.debtor.mandate) await bench.database.transaction((sql) => giveMandate(sql, debtor, scenario.debtor.mandate!, 'test', start))
  const played: Playing = { bench, creditor, debtor, scenario }
  for (let day = start; day <= localMidnight(scenario.until); day = nextMidnight(day)) {
    await playUntil(bench, day)
    await collect(played)
    for (const event of scenario.events.filter(({ at: when }) => when.slice(0, 10) === localDateOf(day, ZONE))) {
      await playUntil(bench, localInstant(event.at))
      await happen(played, event)
    }
  }
  await playUntil(bench, (nextMidnight(localMidnight(scenario.until)) - 1) as Instant)
  return { creditor, debtor, ...(await read(played)) }
}

async function load({ database, pipe, now }: PipeBench, creditor: Creditor, { from, debtor, claims }: Scenario): Promise<void> {
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
      claims.map((claim) => ({
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
  // As a scenario's: what lies before its first day is past.
  await database.query('update claim set past_before = $2 where creditor_id = $1', [creditor.id, from])
}

async function read({ bench, creditor, scenario }: Playing): Promise<Pick<Played, 'told' | 'answers'>> {
  const rows = (await attempts(bench, creditor)).filter(({ sentAt }) => sentAt !== null)
  const phases = new Map(
    (
      await bench.database.query<{ id: string; phase: string }>('select id, phase from contact_attempt where creditor_id = $1', [
        creditor.id,
      ])
    ).map(({ id, phase }) => [id, phase]),
  )
  const contacts = rows.map((row) => ({
    answer: phases.get(row.id) === 'reply',
    line: [isoInZone(row.sentAt!, ZONE).slice(0, 10), row.channel, phases.get(row.id), row.claims.join('+'), cents(row.amount)].join(' '),
  }))
  const collections = await bench.database.query<{ on: string; claims: string; amount: number }>(
    `select t.collect_on as "on", string_agg(c.reference, '+' order by c.due_on, c.reference) as claims, sum(t.amount_cents)::bigint as amount
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
      contacts: contacts.flatMap(({ answer, line }) => (answer ? [] : [line])),
      collections: collections.map(({ on, claims, amount }) => `${on} ${claims} ${cents(amount)}`).filter(since),
      // A death is somebody's work here; the scenario format has no such task.
      tasks: tasks.filter(({ kind }) => kind !== 'deceased').map(({ kind, at: opened }) => `${localDateOf(opened, ZONE)} ${kind}`),
    },
    answers: contacts.flatMap(({ answer, line }) => (answer ? [line] : [])),
  }
}

const cents = (amount: number): string => (amount / 100).toFixed(2)
const localInstant = (wallClock: string): Instant => {
  const utc = at(`${wallClock}:00Z`)
  return at(`${wallClock}:00${isoInZone((utc - 3_600_000) as Instant, ZONE).slice(-6)}`)
}
const localMidnight = (day: LocalDate): Instant => localInstant(`${day}T00:00`)
const nextMidnight = (instant: Instant): Instant => localMidnight(localDateOf((instant + 26 * 3_600_000) as Instant, ZONE))
