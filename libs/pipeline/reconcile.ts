/** Stage reconcile: unknown outcomes are looked up, never sent again without proof; what stays unknown becomes a person's task (rule 11). */
import type { HeldMessage, LookUpAnswer, MessageDriver } from '#channels'
import type { HandOverId, Instant } from '#domain'
import {
  applyReceipt,
  handOversByReference,
  keepUnknown,
  proveNotAccepted,
  unknownHandOvers,
  unknownHandOversOf,
  type Database,
  type DebtorKey,
  type UnknownHandOver,
} from '#store'
import { driversOf, type Carriers } from './choose-driver'
import type { Pipe } from './pipe'

const AGAIN_MS = 3_600_000
/** The carriers' callbacks have had their time by then. */
const TO_TASK_MS = 24 * 3_600_000
const LIMIT = 200

/** Answers how many were looked at. */
export async function reconcile(pipe: Pipe, now: Instant): Promise<number> {
  const unknown = await unknownHandOvers(pipe.database, now, LIMIT)
  const silent = new Set<MessageDriver>()
  // One after the other: of two that look the same the first takes what is found.
  for (const one of unknown) await reconcileOne(pipe, one, silent, now)
  return unknown.length
}

async function reconcileOne(
  { database, ...pipe }: Pipe,
  unknown: UnknownHandOver,
  silent: Set<MessageDriver>,
  now: Instant,
): Promise<void> {
  const { handOverId, since, taskOpen } = unknown
  const answer = await lookUp(pipe, unknown, silent)
  const held = await nobodysElse(database, answer.held, handOverId)
  if (held) return proveAccepted(database, handOverId, 'look-up', held, now)
  if (answer.complete) return proveNotAccepted(database, handOverId, now)
  return keepUnknown(database, unknown, (now + AGAIN_MS) as Instant, now - since >= TO_TASK_MS && !taskOpen, now)
}

type Looked = Exclude<LookUpAnswer, 'silent'>
const NO_PROOF: Looked = { held: [], complete: false }

/** Another carrier than that of the send, or one that has just not answered, is not asked. */
async function lookUp(
  pipe: Carriers,
  { creditorId, channel, carrier, handOverId, to, content }: UnknownHandOver,
  silent: Set<MessageDriver>,
): Promise<Looked> {
  // Nobody but a person can say whether a call was made.
  if (channel === 'call' || channel === 'letter' || to === null || content === null) return NO_PROOF
  await pipe.accounts.load([creditorId])
  const driver = driversOf(pipe, creditorId, channel).find((one) => one.carrier === carrier)
  if (!driver || silent.has(driver)) return NO_PROOF
  const answer = (await driver.lookUp?.({ handOverId, to, content })) ?? NO_PROOF
  if (answer !== 'silent') return answer
  silent.add(driver)
  return NO_PROOF
}

/** A carrier that does not know our ids may show a message like it that left before. */
async function nobodysElse(database: Database, held: readonly HeldMessage[], handOverId: HandOverId): Promise<HeldMessage | undefined> {
  const references = held.flatMap(({ reference }) => reference ?? [])
  const others =
    references.length === 0 ? [] : (await handOversByReference(database, references)).filter((one) => one.handOverId !== handOverId)
  return held.find(({ reference }) => !others.some((other) => other.reference === reference))
}

async function proveAccepted(
  database: Database,
  handOverId: HandOverId,
  by: 'look-up' | 'person',
  { reference, ...told }: HeldMessage,
  now: Instant,
): Promise<void> {
  await applyReceipt(database, { key: `${by} ${handOverId}`, handOverId, carrierReference: reference, ...told, at: now }, now)
}

const TOLD_BY_A_PERSON: HeldMessage = { reference: null, status: 'accepted', failure: null, code: null }

/** A person found out what became of a debtor's unknown sendings; answers how many there were. */
export async function tellOutcome(
  database: Database,
  debtor: DebtorKey,
  outcome: 'accepted' | 'not-accepted',
  now: Instant,
): Promise<number> {
  const unknown = await unknownHandOversOf(database, debtor)
  for (const handOverId of unknown) {
    if (outcome === 'accepted') await proveAccepted(database, handOverId, 'person', TOLD_BY_A_PERSON, now)
    else await proveNotAccepted(database, handOverId, now)
  }
  return unknown.length
}
