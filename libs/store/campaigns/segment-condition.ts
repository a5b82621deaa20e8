/** A segment filter as one SQL condition over debtors: fixed fragments chosen by the field, every value a parameter. */
import { LADDER_PHASES, type NumberField, type ReachedPhase, type SegmentCondition, type SegmentFilter } from '#domain'
import { PAID_BEFORE } from '../paid-before'
import { REACHABLE_POINTS } from '../reachable-points'

export interface SegmentSql {
  /** Joins of the facts that the condition names, to follow `from debtor d`. */
  readonly joins: string
  readonly condition: string
}

/** `values` grows by what the filter brings; `today` is the number of the parameter that holds the creditor's day. */
export function segmentSql(filter: SegmentFilter, values: unknown[], today: number): SegmentSql {
  const facts = new Set<Fact>()
  const condition = write(filter, { facts, bind: (value) => `$${values.push(value)}`, today: `$${today}::date` })
  return { condition, joins: [...facts].map((fact) => `left join lateral (${FACTS[fact]}) ${fact} on true`).join('\n') }
}

type Fact = 'debt' | 'furthest' | 'settled' | 'promised' | 'reach'
interface Writing {
  readonly facts: Set<Fact>
  readonly bind: (value: unknown) => string
  readonly today: string
}

const OPEN = `c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open'`

/** Each facts of one debtor, by index; read only where the filter names them. */
const FACTS: Readonly<Record<Fact, string>> = {
  debt: `select min(c.due_on) filter (where c.kind = 'claim') as oldest, greatest(0, coalesce(sum(c.open_cents), 0)) as cents,
    count(*) filter (where c.kind = 'claim') as claims from claim c where ${OPEN}`,
  furthest: `select coalesce(max(array_position('{${LADDER_PHASES.join(',')}}'::text[], t.phase)), 0) as rank
    from claim c join claim_step t on t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live where ${OPEN} and c.kind = 'claim'`,
  settled: PAID_BEFORE('d.creditor_id', 'd.id'),
  promised: `select count(*) filter (where m.state = 'broken') as broken, bool_or(m.state = 'open') as open
    from promise_to_pay m where m.creditor_id = d.creditor_id and m.debtor_id = d.id and m.state in ('open', 'broken')`,
  reach: `select exists (select from ${REACHABLE_POINTS} and o.at is null) as able`,
}

const NUMBERS: Readonly<Record<NumberField, { readonly fact: Fact; readonly sql: (today: string) => string }>> = {
  'days-overdue': { fact: 'debt', sql: (today) => `(${today} - debt.oldest)` },
  'open-amount': { fact: 'debt', sql: () => 'debt.cents' },
  'open-claims': { fact: 'debt', sql: () => 'debt.claims' },
  'paid-late': { fact: 'settled', sql: () => 'settled.late' },
  'paid-on-time': { fact: 'settled', sql: () => 'settled.on_time' },
  'broken-promises': { fact: 'promised', sql: () => 'promised.broken' },
}

function write(filter: SegmentFilter, writing: Writing): string {
  if ('all' in filter) return `(${filter.all.map((part) => write(part, writing)).join(' and ')})`
  if ('any' in filter) return `(${filter.any.map((part) => write(part, writing)).join(' or ')})`
  if ('not' in filter) return `(not ${write(filter.not, writing)})`
  // What is not known is false, so that `not` of it is true and nobody falls between the two.
  return `coalesce(${condition(filter, writing)}, false)`
}

function condition(given: SegmentCondition, { facts, bind, today }: Writing): string {
  const texts = (values: readonly string[]): string => `${bind(values)}::text[]`
  switch (given.field) {
    case 'days-overdue':
    case 'open-amount':
    case 'open-claims':
    case 'paid-late':
    case 'paid-on-time':
    case 'broken-promises': {
      const { fact, sql } = NUMBERS[given.field]
      facts.add(fact)
      const bounds = [
        given.min === undefined ? null : `${sql(today)} >= ${bind(given.min)}::bigint`,
        given.max === undefined ? null : `${sql(today)} <= ${bind(given.max)}::bigint`,
      ]
      return `(${bounds.filter((bound) => bound !== null).join(' and ')})`
    }
    case 'unreachable':
      facts.add('reach')
      return `(reach.able <> ${bind(given.is)}::boolean)`
    case 'open-promise':
      facts.add('promised')
      return `(coalesce(promised.open, false) = ${bind(given.is)}::boolean)`
    case 'online':
      return `(d.online = ${bind(given.is)}::boolean)`
    case 'phase':
      facts.add('furthest')
      return `(furthest.rank = any (${bind(given.in.map(rankOf))}::int[]))`
    case 'kind':
      return `(d.kind = any (${texts(given.in)}))`
    case 'language':
      return `(d.language = any (${texts(given.in)}))`
    case 'debtor-segment':
      return `(d.segment = any (${texts(given.in)}))`
    case 'product':
      return `exists (select from claim c where ${OPEN} and c.kind = 'claim' and c.product = any (${texts(given.in)}))`
    case 'debtor-attribute':
      return `((d.attributes ->> ${bind(given.name)}::text) = any (${texts(given.in)}))`
    case 'claim-attribute':
      return `exists (select from claim c where ${OPEN} and c.kind = 'claim' and (c.attributes ->> ${bind(given.name)}::text) = any (${texts(given.in)}))`
  }
}

/** 0 before the first step, then as PostgreSQL counts places in an array. */
const rankOf = (phase: ReachedPhase): number => (phase === 'none' ? 0 : LADDER_PHASES.indexOf(phase) + 1)
