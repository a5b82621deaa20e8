/** Changeover: what other versions of policy and strategy would do with the journeys that run, old beside new; and the change itself (rule 18). */
import {
  addDays,
  DEBTOR_KINDS,
  instantAt,
  localDateOf,
  type Channel,
  type DebtorId,
  type DebtorKind,
  type Instant,
  type LocalTime,
  type Phase,
  type PlannedContact,
  type Rulebook,
} from '#domain'
import {
  appendAudit,
  changeJourneys,
  channelCosts,
  loadSnapshots,
  runningJourneys,
  withPaidBefore,
  type Creditor,
  type DebtorKey,
  type JourneyVersions,
} from '#store'
import { policyOf, strategyOf } from '../configuration/configuration'
import { Forecast, type ForecastDay, type ForecastTerms, type Foresee } from './forecast'
import { BUDGET_WINDOW_DAYS, type Pipe } from '../pipe'
import { publishedPolicy, publishedVersion } from '../configuration/published'

type Change = Partial<JourneyVersions>

export interface ChangeoverOptions {
  readonly foresee: Foresee
  readonly days: number
  /** Only so many are played; the first by id, which say nothing of who they are. */
  readonly mostPlayed: number
  readonly onProgress?: (done: number) => void
}

export interface ForeseenSide {
  readonly perChannel: readonly { readonly channel: Channel; readonly contacts: number; readonly cents: number }[]
  readonly perPhase: Readonly<Partial<Record<Phase, number>>>
  readonly perDay: readonly ForecastDay[]
}

export interface ChangeoverEffect {
  readonly to: Change
  readonly played: number
  /** Of those played, who would be contacted at other moments, over other channels or in other phases. */
  readonly different: number
  readonly old: ForeseenSide
  readonly new: ForeseenSide
}

const WINDOW = 200

/** The newest published versions of what is named; throws when there is no such policy or strategy, or when it does not fit. */
export async function versionsToChangeTo(
  { database }: Pick<Pipe, 'database'>,
  { id }: Creditor,
  names: { readonly policy?: string; readonly strategy?: string },
): Promise<Change> {
  const policy = names.policy === undefined ? null : policyOf(await publishedVersion(database, id, 'policy', names.policy))
  const strategy = names.strategy === undefined ? null : strategyOf(await publishedVersion(database, id, 'strategy', names.strategy))
  return {
    ...(policy && { policy: policy.name, policyVersion: policy.version }),
    ...(strategy && { strategy: strategy.name, strategyVersion: strategy.version }),
  }
}

/** Reads and plays; nothing is written. */
export async function foreseeChangeover(
  pipe: Pick<Pipe, 'database' | 'rulebooks'>,
  creditor: Creditor,
  to: Change,
  options: ChangeoverOptions,
  now: Instant,
): Promise<ChangeoverEffect> {
  const kinds = await kindsOf(pipe, creditor, to)
  return {
    to,
    ...(await compareCourses(pipe, creditor, kinds, (journey) => pipe.rulebooks.for(creditor.id, { ...journey, ...to }), options, now)),
  }
}

/** Journeys as they run, beside the same ones by the rules that `after` gives each. */
export async function compareCourses(
  pipe: Pick<Pipe, 'database' | 'rulebooks'>,
  creditor: Creditor,
  kinds: readonly DebtorKind[],
  after: (journey: JourneyVersions) => Promise<Rulebook>,
  options: ChangeoverOptions,
  now: Instant,
): Promise<Omit<ChangeoverEffect, 'to'>> {
  const policy = await publishedPolicy(pipe.database, creditor)
  const until = instantAt(addDays(localDateOf(now, policy.zone), options.days), '00:00' as LocalTime, policy.zone)
  const costs = await channelCosts(pipe.database, creditor.id)
  const [was, willBe] = [new Side(policy, costs), new Side(policy, costs)]
  let [played, different] = [0, 0]
  for await (const keys of journeysOf(pipe, creditor, kinds, options.mostPlayed)) {
    for (const { journey, state } of await withPaidBefore(
      pipe.database,
      await loadSnapshots(pipe.database, keys, now, BUDGET_WINDOW_DAYS),
    )) {
      if (!journey) continue
      const old = was.add(options.foresee(state, await pipe.rulebooks.for(creditor.id, journey), now, until))
      const fresh = willBe.add(options.foresee(state, await after(journey), now, until))
      played++
      if (old !== fresh) different++
    }
    options.onProgress?.(played)
  }
  return { played, different, old: was.told(), new: willBe.told() }
}

/** Window by window: whoever is in between is decided by the versions they have at that moment. */
export async function changeOver(pipe: Pick<Pipe, 'database'>, creditor: Creditor, to: Change, by: string, now: Instant): Promise<number> {
  await appendAudit(pipe.database, creditor.id, { actor: by, action: 'journeys.change-over', subject: null, detail: to, at: now })
  let changed = 0
  for await (const keys of journeysOf(pipe, creditor, await kindsOf(pipe, creditor, to), Infinity))
    changed += await changeJourneys(pipe.database, keys, to, now)
  return changed
}

/** A strategy takes the debtors it is for; a policy takes all. */
const kindsOf = async ({ database }: Pick<Pipe, 'database'>, { id }: Creditor, { strategy }: Change): Promise<readonly DebtorKind[]> =>
  strategy === undefined ? DEBTOR_KINDS : strategyOf(await publishedVersion(database, id, 'strategy', strategy)).for

async function* journeysOf(
  { database }: Pick<Pipe, 'database'>,
  { id }: Creditor,
  kinds: readonly DebtorKind[],
  most: number,
): AsyncGenerator<DebtorKey[]> {
  let after: DebtorId | null = null
  for (let left = most; left > 0;) {
    const keys: DebtorKey[] = await runningJourneys(database, id, kinds, after, Math.min(WINDOW, left))
    if (keys.length > 0) yield keys
    if (keys.length < WINDOW) return
    left -= keys.length
    after = keys.at(-1)?.debtorId ?? null
  }
}

class Side {
  private readonly forecast: Forecast
  private readonly phases = new Map<Phase, number>()

  constructor(policy: ForecastTerms['policy'], costs: ForecastTerms['costs']) {
    this.forecast = new Forecast({ policy, costs, campaign: { contactsPerHour: null, callsPerDay: null } })
  }

  /** Answers what makes one course differ from another. */
  add(contacts: readonly PlannedContact[]): string {
    this.forecast.add(contacts)
    for (const { phase } of contacts) this.phases.set(phase, (this.phases.get(phase) ?? 0) + 1)
    return contacts.map(({ at, channel, phase, claims }) => `${at} ${channel} ${phase} ${claims.join()}`).join(';')
  }

  told(): ForeseenSide {
    return { perChannel: this.forecast.perChannel(), perPhase: Object.fromEntries(this.phases), perDay: this.forecast.perDay() }
  }
}
