/** Rest: what of the debtor's contacts rests for a message, until a fact or a person says otherwise; a sure reading is no more than that. */
import { GRAVE_HOLDS } from '#domain'
import type { Channel, CreditorId, DebtorId, HoldKind, Instant, Intent, Reading } from '#domain'
import { openClaims, restDebtor, restsAlready, restUntilRead, type DebtorKey, type Receiver, type Sql } from '#store'
import type { BusinessDays } from './business-days'
import { takeComplaint } from './replies/complain'
import type { Pipe } from './pipe'

/** A message that is known to concern this debtor. */
export interface HeardMessage {
  readonly id: string
  readonly creditor: Pick<Receiver, 'id' | 'policy' | 'strategies'>
  readonly debtorId: DebtorId
  /** The one that it names. */
  readonly claimId: string | null
  readonly channel: Channel
  readonly reading: Reading
  readonly receivedAt: Instant
  readonly days: BusinessDays
}

interface Rest {
  readonly kind: HoldKind
  /** Of the claim that was named, or the only one; else of all that the debtor owes. */
  readonly claimOnly: boolean
  readonly until: 'payments-read' | 'read' | 'person'
}

/** What a person decides in any case rests until they do; a suggestion that nobody looks at rests as long as looking may take. */
const RESTS: Readonly<Partial<Record<Intent, Rest>>> = {
  deceased: { kind: 'deceased', claimOnly: false, until: 'person' },
  'debt-help': { kind: 'debt-help', claimOnly: false, until: 'person' },
  'wrong-person': { kind: 'wrong-person', claimOnly: false, until: 'person' },
  dispute: { kind: 'reply', claimOnly: true, until: 'person' },
  'cannot-pay': { kind: 'reply', claimOnly: false, until: 'person' },
  paid: { kind: 'payment-said', claimOnly: true, until: 'payments-read' },
  instalments: { kind: 'reply', claimOnly: false, until: 'read' },
  'will-pay': { kind: 'reply', claimOnly: false, until: 'read' },
  'not-received': { kind: 'reply', claimOnly: true, until: 'read' },
  'call-me': { kind: 'reply', claimOnly: false, until: 'read' },
}

/** Answers the holds that were placed. */
export async function restFor(
  ear: Pick<Pipe, 'rulebooks'>,
  sql: Sql,
  { creditor, debtorId, claimId, days, reading }: HeardMessage,
  now: Instant,
): Promise<string[]> {
  const debtor = { creditorId: creditor.id, debtorId }
  const held = await restAll(sql, creditor.id, [debtorId], reading, now)
  if (!reading.clear || isGrave(reading.intent)) return held
  if (reading.intent === 'complaint') {
    if (!(await restsAlready(sql, debtor, 'complaint', null, now)))
      await takeComplaint(sql, ear.rulebooks, creditor, debtorId, { claimId, about: null }, now)
    return held
  }
  const rest = RESTS[reading.intent]
  if (!rest) return held
  const about = rest.claimOnly ? (claimId ?? (await onlyClaim(sql, debtor))) : null
  if (await restsAlready(sql, debtor, rest.kind, about, now)) return held
  const hold = await restDebtor(
    sql,
    debtor,
    { kind: rest.kind, claimId: about, until: rest.until === 'read' ? days.readBy : null, note: null },
    now,
  )
  if (hold !== null && rest.until === 'payments-read') await restUntilRead(sql, debtor, hold, days.moneyIn)
  return hold === null ? held : [...held, hold]
}

const isGrave = (intent: Intent): boolean => GRAVE_HOLDS.some((grave) => grave === intent)

/** A death, or help with debts, rests everything before anybody looks: for each who may be meant, and beside whatever else was said. */
export async function restAll(
  sql: Sql,
  creditorId: CreditorId,
  debtors: readonly DebtorId[],
  { found }: Reading,
  now: Instant,
): Promise<string[]> {
  const kinds = GRAVE_HOLDS.filter((grave) => found.some(({ intent, clear }) => intent === grave && clear))
  const held: string[] = []
  for (const debtorId of debtors) {
    for (const kind of kinds) {
      if (await restsAlready(sql, { creditorId, debtorId }, kind, null, now)) continue
      const hold = await restDebtor(sql, { creditorId, debtorId }, { kind, claimId: null, until: null, note: null }, now)
      if (hold !== null) held.push(hold)
    }
  }
  return held
}

async function onlyClaim(sql: Sql, debtor: DebtorKey): Promise<string | null> {
  const [only, another] = await openClaims(sql, debtor)
  return only && !another ? only.id : null
}
