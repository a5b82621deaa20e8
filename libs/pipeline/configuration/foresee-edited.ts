/** What a strategy or policy that somebody writes would do with the journeys that run, if they changed over to it; nothing is written, and nothing of it is published. */
import { DEBTOR_KINDS, type Instant, type Rulebook } from '#domain'
import { parsePolicy, parseStrategy } from '#settings'
import type { Creditor, JourneyVersions } from '#store'
import { compareCourses, type ChangeoverEffect, type ChangeoverOptions } from '../campaigns/changeover'
import type { Pipe } from '../pipe'
import type { EditedConfiguration } from './edited'
import type { Tried } from './rulebooks'

export type EditedEffect = Omit<ChangeoverEffect, 'to'>

/** Throws a ConfigurationError for what does not fit. */
export function triedOf({ kind, name, definition }: EditedConfiguration): Tried {
  switch (kind) {
    case 'policy':
      return { policy: parsePolicy(definition, name) }
    case 'strategy':
      return { strategy: parseStrategy(definition, name) }
    case 'template':
      return {}
  }
}

/** A strategy is tried on the debtors it is for, a policy on all. */
export async function foreseeEdited(
  pipe: Pick<Pipe, 'database' | 'rulebooks'>,
  creditor: Creditor,
  tried: Tried,
  options: ChangeoverOptions,
  now: Instant,
): Promise<EditedEffect> {
  const assembled = new Map<string, Promise<Rulebook>>()
  const after = (journey: JourneyVersions): Promise<Rulebook> => {
    const key = JSON.stringify([journey.policy, journey.policyVersion, journey.strategy, journey.strategyVersion])
    const rulebook = assembled.get(key) ?? pipe.rulebooks.trying(creditor.id, journey, tried)
    assembled.set(key, rulebook)
    return rulebook
  }
  return compareCourses(pipe, creditor, tried.strategy?.for ?? DEBTOR_KINDS, after, options, now)
}
