/** Rulebooks: the versions a journey runs with, assembled once and kept, since versions never change. */
import { buildRulebook } from '#decision'
import type { Channel, ContactPolicy, CreditorId, Instant, Rulebook, Strategy } from '#domain'
import {
  chargesOf,
  isPassing,
  publishedConfiguration,
  sendersOf,
  type Creditor,
  type Database,
  type JourneyStart,
  type JourneyVersions,
  type Sql,
} from '#store'
import { calendarsOf, interestTablesOf, missing, policyOf, strategyOf } from './configuration'
import { exactVersion } from './published'

export interface Tried {
  readonly policy?: ContactPolicy
  readonly strategy?: Strategy
}

export class Rulebooks {
  private readonly assembled = new Map<string, Promise<Rulebook>>()

  constructor(private readonly database: Database) {}

  /**
   * The rulebook of a running journey; a version that does not fit any more throws, and nothing is decided with it. Who holds locks reads
   * with the same connection: waiting for another one of the pool, whose holders wait for the locks, would never end.
   */
  for(creditorId: CreditorId, versions: JourneyVersions, sql: Sql = this.database): Promise<Rulebook> {
    const key = [creditorId, versions.policy, versions.policyVersion, versions.strategy, versions.strategyVersion].join(' ')
    const known = this.assembled.get(key)
    if (known) return known
    const assembling = this.assemble(sql, creditorId, versions)
    this.assembled.set(key, assembling)
    assembling.catch(() => this.assembled.delete(key))
    return assembling
  }

  /** As a journey that starts today would have it: for what belongs to no journey. */
  async ofCreditor(
    { id, policy, strategies }: Pick<Creditor, 'id' | 'policy' | 'strategies'>,
    sql: Sql = this.database,
  ): Promise<Rulebook> {
    const start = await this.startWith(id, policy, strategies, sql)
    const [strategy] = Object.values(start.strategies)
    if (!strategy) throw missing('strategy', 'of the creditor')
    return this.for(
      id,
      { policy: start.policy.name, policyVersion: start.policy.version, strategy: strategy.name, strategyVersion: strategy.version },
      sql,
    )
  }

  /** What was published since, calendars and senders, is read anew; policies and strategies keep their version. */
  forget(): void {
    this.assembled.clear()
  }

  /** The newest published versions, which a journey that starts now will keep. */
  async startWith(
    creditorId: CreditorId,
    policy: string,
    strategies: Readonly<Record<string, string>>,
    sql: Sql = this.database,
  ): Promise<JourneyStart> {
    const published = await publishedConfiguration(sql, creditorId)
    const named = (kind: 'policy' | 'strategy', name: string): { name: string; version: number } => {
      const version = published.find((candidate) => candidate.kind === kind && candidate.name === name)
      if (!version) throw missing(kind, name)
      return { name, version: version.version }
    }
    return {
      policy: named('policy', policy),
      strategies: Object.fromEntries(Object.entries(strategies).map(([kind, name]) => [kind, named('strategy', name)])),
    }
  }

  /** What a decision of then was made with: its versions, and the calendars and rates published by then. */
  asOf(creditorId: CreditorId, versions: JourneyVersions, then: Instant): Promise<Rulebook> {
    return this.assemble(this.database, creditorId, versions, then)
  }

  /** The rulebook of a journey with another policy or strategy than its own, which need not be published. */
  trying(creditorId: CreditorId, versions: JourneyVersions, tried: Tried): Promise<Rulebook> {
    return this.assemble(this.database, creditorId, versions, null, tried)
  }

  private async assemble(
    sql: Sql,
    creditorId: CreditorId,
    journey: JourneyVersions,
    asOf: Instant | null = null,
    tried: Tried = {},
  ): Promise<Rulebook> {
    const policy = tried.policy ?? policyOf(await exactVersion(sql, creditorId, 'policy', journey.policy, journey.policyVersion))
    const strategy =
      tried.strategy ?? strategyOf(await exactVersion(sql, creditorId, 'strategy', journey.strategy, journey.strategyVersion))
    const senders = await sendersOf(sql, creditorId)
    const published = await publishedConfiguration(sql, creditorId, asOf)
    return buildRulebook({
      policy,
      strategy,
      ...calendarsOf(published),
      interestTables: interestTablesOf(published),
      channels: senders.map((sender) => sender.channel as Channel),
      charges: await chargesOf(sql, creditorId),
    })
  }
}

/** Null with a version that does not fit: nothing is decided with it either, loudly, and what is asked here goes on without it (rule 18). */
export const ifItFits = (rulebook: Promise<Rulebook>): Promise<Rulebook | null> =>
  rulebook.catch((fault: unknown) => {
    if (isPassing(fault)) throw fault
    return null
  })
