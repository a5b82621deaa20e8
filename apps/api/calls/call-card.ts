/** Reads the card of a call: the gate stands here, so that before it is passed no answer holds an amount or an invoice. */
import { decimal, reasonSentence, type DebtorId, type Language, type PostalAddress, type Reason } from '#domain'
import { incomeDays, type CallDesk } from '#pipeline'
import {
  arrangementsOf, contactPointsOf, disputesOf, holdsOf, listClaimsOfDebtor, listContactsOfDebtor, namesOfActors, promisesOf, readCallNote, readContactRecord, readDebtorRecord, sentMessagesOf,
  type CallCard, type ContactRecord, type DebtorKey, type DebtorRecord,
} from '#store'
import { seesOwed } from '../http/identity-first'
import type { TenantRequest } from '../http/tenant-request'
import { instant } from '../settling/of-debtor'
import { deskSettings } from './desk-settings'
import { callTaskView } from './call.dto'
import type { CallCardView, CardContactView, IdentityView, OwedView, TakenBackView } from './card.dto'

const SHOWN_CONTACTS = 5

export async function callCard(desk: CallDesk, tenant: TenantRequest, card: CallCard, language: Language): Promise<CallCardView> {
  const { sql, creditorId, now } = tenant
  const key = { creditorId, debtorId: card.debtorId }
  const isKnown = card.identity === 'confirmed' && await seesOwed(tenant, card.debtorId)
  const debtor = await readDebtorRecord(sql, key)
  const contact = await readContactRecord(sql, creditorId, card.contactId)
  const contacts = await listContactsOfDebtor(sql, key, null, SHOWN_CONTACTS + 1)
  return {
    ...callTaskView(card), reference: card.reference, name: card.name, askFor: card.askFor, language: card.language, kind: card.kind, segment: card.segment, number: veiled(card.number),
    preferredChannel: debtor?.preferredChannel ?? null, why: sentences(contact?.reasons, language), whyNot: sentences(contact?.endReasons, language),
    identity: await identityOf(sql, key, card, debtor, await deskSettings(desk.database, creditorId)), isHeld: card.isHeld,
    lastContacts: contacts.filter(({ id }) => id !== card.contactId).slice(0, SHOWN_CONTACTS).map(lastContact),
    incomeDays: await incomeDays(sql, desk.rulebooks, key, now),
    takenBack: await takenBack(desk, tenant, card, language),
    owed: isKnown ? await owedBy(sql, key, debtor) : null,
    note: card.agent === null ? null : await readCallNote(sql, creditorId, card.id, card.agent),
    script: isKnown ? await scriptOf(sql, key, card.contactId) : null,
  }
}

/** Told to the agent whom it was taken from, as long as it is not theirs again. */
async function takenBack({ database }: CallDesk, { creditorId, caller }: TenantRequest, { takenFrom, takenBy, takenBecause, agent, state }: CallCard, language: Language): Promise<TakenBackView | null> {
  if (takenFrom === null || takenBy === null || (caller.kind === 'user' && caller.id !== takenFrom) || (agent === takenFrom && state !== 'interrupted')) return null
  const { releaseReasons } = await deskSettings(database, creditorId)
  const reason = releaseReasons.find(({ code }) => code === takenBecause)
  return { by: (await namesOfActors(database, [takenBy])).get(takenBy) ?? takenBy, reason: reason?.[language] ?? takenBecause ?? '' }
}

const OWED: readonly string[] = ['claim', 'claims', 'was', 'now']
/** Reasons that name a claim or an amount wait until the debtor is known. */
const tellsNothingOwed = (reason: Reason): boolean => !Object.keys(reason).some((name) => OWED.includes(name))

const sentences = (reasons: readonly Reason[] | null | undefined, language: Language): string[] => (reasons ?? []).filter(tellsNothingOwed).map((reason) => reasonSentence(reason, language))

/** `+31 6 ** 78`: enough to see that it is the right one. */
const veiled = (number: string): string => (number.length > 6 ? `${number.slice(0, 4)} •• •• ${number.slice(-2)}` : number)

const lastContact = ({ channel, phase, state, handOvers, sentAt, plannedFor }: ContactRecord): CardContactView =>
  ({ at: instant(sentAt ?? plannedFor), channel, phase, state: handOvers.at(-1)?.receipt ?? state })

async function identityOf(sql: TenantRequest['sql'], key: DebtorKey, card: CallCard, debtor: DebtorRecord | null, { identityTries, identityProofs }: { readonly identityTries: number; readonly identityProofs: number }): Promise<IdentityView> {
  const post = (await contactPointsOf(sql, key)).find(({ channel }) => channel === 'letter')?.address as PostalAddress | undefined
  return {
    state: card.identity, triesLeft: Math.max(0, identityTries - card.identityTries), proofs: debtor?.kind === 'business' ? 1 : identityProofs, postcode: post?.postcode ?? null, houseNumber: post?.houseNumber ?? null,
    birthDate: debtor?.attributes.birthDate ?? null, customerNumber: card.reference,
  }
}

async function owedBy(sql: TenantRequest['sql'], key: DebtorKey, debtor: DebtorRecord | null): Promise<OwedView> {
  const disputed = new Set((await disputesOf(sql, key)).filter(({ resolvedAt }) => resolvedAt === null).map(({ claimId }) => claimId))
  const claims = (await listClaimsOfDebtor(sql, key, null, 200)).filter(({ state }) => state === 'open')
  return {
    total: decimal(debtor?.open ?? 0),
    claims: claims.map(({ id, reference, invoiceNumber, dueOn, open }) => ({ id, reference, invoiceNumber, dueOn, open: decimal(open), disputed: disputed.has(id) })),
    promises: (await promisesOf(sql, key)).slice(0, 5).map(({ payBy, amount, state }) => ({ payBy, amount: decimal(amount), state })),
    arrangements: (await arrangementsOf(sql, key)).filter(({ state }) => state === 'active').length,
    holds: [...new Set((await holdsOf(sql, key)).filter(({ liftedAt }) => liftedAt === null).map(({ kind }) => kind))],
  }
}

async function scriptOf(sql: TenantRequest['sql'], { creditorId }: { creditorId: DebtorKey['creditorId']; debtorId: DebtorId }, contact: string): Promise<string | null> {
  const content = (await sentMessagesOf(sql, creditorId, contact)).at(-1)?.content
  return content?.channel === 'call' ? content.script : null
}
