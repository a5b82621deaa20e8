/** Invented debtors on whom rules are tried while somebody writes them: one invoice of today, and nobody pays. */
import { addDays, type LocalDate } from '#domain'
import { parseStrategy } from '#settings'
import { parseScenario, play, type SimulationConfiguration } from '#simulation'
import type { Creditor, EditedKind, StoredVersion } from '#store'
import { configurationOf } from '../simulations/configuration-of'

const DAYS = 120
const TERM_DAYS = 14
const MAIL = { channel: 'email', address: 'voorbeeld@voorbeeld.example' }
const PHONE = { channel: 'sms', address: '+31612345678' }
const CALL = { channel: 'call', address: '+31612345678' }
const HOME = {
  channel: 'letter',
  address: { name: 'S. Voorbeeld', street: 'Dorpsstraat', houseNumber: '12', postcode: '8021 CD', city: 'Zwolle', country: 'NL' },
}

interface Invented {
  readonly code: string
  readonly kind: 'consumer' | 'business'
  readonly contactPoints: readonly object[]
  readonly income?: object
  /** Days from now on which they promise to pay, and for which day. */
  readonly promises?: { readonly after: number; readonly payBy: number }
}

const INVENTED: readonly Invented[] = [
  { code: 'consumer-mail', kind: 'consumer', contactPoints: [MAIL, HOME] },
  { code: 'consumer-income', kind: 'consumer', contactPoints: [MAIL, PHONE, HOME], income: { every: 'month', day: 25, roll: 'preceding' } },
  { code: 'consumer-letter', kind: 'consumer', contactPoints: [HOME] },
  { code: 'consumer-promise', kind: 'consumer', contactPoints: [MAIL, PHONE, HOME], promises: { after: 22, payBy: 26 } },
  { code: 'business', kind: 'business', contactPoints: [MAIL, CALL, HOME] },
  { code: 'business-letter', kind: 'business', contactPoints: [HOME] },
]

export interface ExampleContact {
  readonly at: string
  readonly channel: string
  readonly phase: string
}
export interface Example {
  readonly code: string
  readonly before: readonly ExampleContact[]
  readonly after: readonly ExampleContact[]
}

/** What is live beside what is written; the strategy or policy that is not written is the creditor's. Throws what does not fit. */
export function exampleCourses(
  creditor: Pick<Creditor, 'policy' | 'strategies'>,
  versions: readonly StoredVersion[],
  edited: { readonly kind: EditedKind; readonly name: string; readonly definition: unknown },
  today: LocalDate,
): Example[] {
  const live = configurationOf(versions)
  const written: SimulationConfiguration =
    edited.kind === 'policy'
      ? { ...live, policies: { ...live.policies, [edited.name]: edited.definition } }
      : { ...live, strategies: { ...live.strategies, [edited.name]: parseStrategy(edited.definition, edited.name) } }
  const kinds = edited.kind === 'strategy' ? (written.strategies[edited.name]?.for ?? []) : ['consumer', 'business']
  return INVENTED.filter(({ kind }) => kinds.includes(kind)).map((one) => {
    const names = {
      policy: edited.kind === 'policy' ? edited.name : creditor.policy,
      strategy: edited.kind === 'strategy' ? edited.name : creditor.strategies[one.kind],
    }
    const course = (configuration: SimulationConfiguration): readonly ExampleContact[] => {
      if (configuration.strategies[names.strategy] === undefined || configuration.policies[names.policy] === undefined) return []
      return play(parseScenario(scenarioOf(one, names, today)), configuration).contacts.map(({ at, channel, phase }) => ({
        at: new Date(at).toISOString(),
        channel,
        phase,
      }))
    }
    return { code: one.code, before: course(live), after: course(written) }
  })
}

const scenarioOf = (
  { code, kind, contactPoints, income, promises }: Invented,
  names: { policy: string; strategy: string },
  today: LocalDate,
): object => ({
  name: code,
  ...names,
  from: today,
  until: addDays(today, DAYS),
  debtor: { reference: 'D-1', kind, contactPoints, ...(income && { income }) },
  claims: [{ reference: 'F-1', issuedOn: today, dueOn: addDays(today, TERM_DAYS), amount: '120.00' }],
  events: promises ? [{ type: 'promise', at: `${addDays(today, promises.after)}T10:00`, payBy: addDays(today, promises.payBy) }] : [],
})
