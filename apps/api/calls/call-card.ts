/** Reads the card of a call: the gate stands here, so that before it is passed no answer holds an amount or an invoice. */
import { actorOf } from '#access'
import {
  BEHAVIOURS,
  CALL_OUTCOMES,
  decimal,
  deskOf,
  reasonSentence,
  type DebtorId,
  type Language,
  type PostalAddress,
  type Reason,
} from '#domain'
import { debtorCharges, incomeDays, journeyNow, type CallDesk, type ClaimCharges, type JourneyNow } from '#pipeline'
import {
  appendAudit,
  arrangementsOf,
  contactPointsOf,
  deskSettings,
  disputesOf,
  getCreditor,
  holdsOf,
  listClaimsOfDebtor,
  listContactsOfDebtor,
  namesOfActors,
  promisesOf,
  readCallNote,
  readContactRecord,
  readDebtorRecord,
  sentMessagesOf,
  type CallCard,
  type ContactRecord,
  type DebtorKey,
  type DebtorRecord,
} from '#store'
import { seesOwed } from '../http/identity-first'
import type { TenantRequest } from '../http/tenant-request'
import { instant } from '../settling/of-debtor'
import { callTaskView } from './call.dto'
import { vulnerableView } from '../debtors/vulnerability.dto'
import type { CallCardView, CardClaimView, CardContactView, IdentityView, OwedView, TakenBackView } from './card.dto'

const SHOWN_CONTACTS = 5

export async function callCard(desk: CallDesk, tenant: TenantRequest, card: CallCard, language: Language): Promise<CallCardView> {
  const { sql, creditorId, now } = tenant
  const key = { creditorId, debtorId: card.debtorId }
  const { profile } = await getCreditor(desk.database, creditorId)
  const isKnown = await showsOwed(desk, tenant, card)
  if (isKnown && card.identity !== 'confirmed') await tellShown(tenant, card)
  const debtor = await readDebtorRecord(sql, key)
  const standing = await journeyNow(sql, desk.rulebooks, key, now)
  const contact = await readContactRecord(sql, creditorId, card.contactId)
  const contacts = await listContactsOfDebtor(sql, key, null, SHOWN_CONTACTS + 1)
  return {
    ...callTaskView(card),
    reference: card.reference,
    name: card.name,
    askFor: card.askFor,
    salutation: debtor?.salutation ?? null,
    vulnerable: vulnerableView(debtor),
    callUsAt: profile.phone,
    language: card.language,
    kind: card.kind,
    segment: standing?.segment ?? card.segment,
    number: veiled(card.number),
    preferredChannel: debtor?.preferredChannel ?? null,
    why: sentences(contact?.reasons, language),
    whyNot: sentences(contact?.endReasons, language),
    identity: await identityOf(sql, key, card, debtor, deskOf(profile.desk)),
    isHeld: card.isHeld,
    lastContacts: contacts
      .filter(({ id }) => id !== card.contactId)
      .slice(0, SHOWN_CONTACTS)
      .map(lastContact),
    incomeDays: standing ? incomeDays(standing, now) : [],
    takenBack: await takenBack(desk, tenant, card, language),
    owed: isKnown ? await owedBy(tenant, key, debtor, standing) : null,
    note: card.agent === null ? null : await readCallNote(sql, creditorId, card.id, card.agent),
    script: isKnown ? await scriptOf(sql, key, card.contactId) : null,
  }
}

/** Told to the agent whom it was taken from, as long as it is not theirs again. */
async function takenBack(
  { database }: CallDesk,
  { creditorId, caller }: TenantRequest,
  { takenFrom, takenBy, takenBecause, agent, state }: CallCard,
  language: Language,
): Promise<TakenBackView | null> {
  if (
    takenFrom === null ||
    takenBy === null ||
    (caller.kind === 'user' && caller.id !== takenFrom) ||
    (agent === takenFrom && state !== 'interrupted')
  )
    return null
  const { releaseReasons } = await deskSettings(database, creditorId)
  const reason = releaseReasons.find(({ code }) => code === takenBecause)
  return { by: (await namesOfActors(database, [takenBy])).get(takenBy) ?? takenBy, reason: reason?.[language] ?? takenBecause ?? '' }
}

const OWED: readonly string[] = ['claim', 'claims', 'was', 'now', ...BEHAVIOURS]
/** Reasons that name a claim or an amount, or count earlier ones, wait until the debtor is known. */
const tellsNothingOwed = (reason: Reason): boolean => !Object.keys(reason).some((name) => OWED.includes(name))

const sentences = (reasons: readonly Reason[] | null | undefined, language: Language): string[] =>
  (reasons ?? []).filter(tellsNothingOwed).map((reason) => reasonSentence(reason, language))

/** `+31 6 ** 78`: enough to see that it is the right one. */
export const veiled = (number: string): string => (number.length > 6 ? `${number.slice(0, 4)} •• •• ${number.slice(-2)}` : number)

export const lastContact = ({ channel, phase, state, handOvers, sentAt, plannedFor }: ContactRecord): CardContactView => {
  const last = handOvers.at(-1)
  return {
    at: instant(sentAt ?? plannedFor),
    channel,
    phase,
    state: last?.receipt ?? state,
    outcome: channel === 'call' && CALL_OUTCOMES.some((kind) => kind === last?.code) ? (last?.code ?? null) : null,
  }
}

async function identityOf(
  sql: TenantRequest['sql'],
  key: DebtorKey,
  card: CallCard,
  debtor: DebtorRecord | null,
  { identityTries, identityProofs }: { readonly identityTries: number; readonly identityProofs: number },
): Promise<IdentityView> {
  const post = (await contactPointsOf(sql, key)).find(({ channel }) => channel === 'letter')?.address as PostalAddress | undefined
  return {
    state: card.identity,
    triesLeft: Math.max(0, identityTries - card.identityTries),
    proofs: debtor?.kind === 'business' ? 1 : identityProofs,
    postcode: post?.postcode ?? null,
    houseNumber: post?.houseNumber ?? null,
    birthDate: debtor?.attributes.birthDate ?? null,
    customerNumber: card.reference,
  }
}

/** Before anybody knows who answers only where the creditor wants it so, and to whoever has the call. */
export async function showsOwed(desk: Pick<CallDesk, 'database'>, tenant: TenantRequest, card: CallCard): Promise<boolean> {
  if (card.identity === 'confirmed') return seesOwed(tenant, card.debtorId)
  const isTheirs = card.agent !== null && (tenant.caller.kind === 'key' || card.agent === tenant.caller.id)
  const isOpen = card.identity === null && (card.state === 'reserved' || card.state === 'talking')
  return isTheirs && isOpen && (await deskSettings(desk.database, tenant.creditorId)).amountsBeforeDialling
}

const tellShown = ({ sql, creditorId, caller, now }: TenantRequest, { id, debtorId }: CallCard): Promise<void> =>
  appendAudit(sql, creditorId, {
    actor: actorOf(caller),
    action: 'owed.show-before-identity',
    subject: debtorId,
    detail: { task: id },
    at: now,
  })

async function owedBy(
  { sql, now }: TenantRequest,
  key: DebtorKey,
  debtor: DebtorRecord | null,
  standing: JourneyNow | null,
): Promise<OwedView> {
  const charges = standing && (await debtorCharges(sql, standing, now))
  const disputed = new Set((await disputesOf(sql, key)).filter(({ resolvedAt }) => resolvedAt === null).map(({ claimId }) => claimId))
  const claims = (await listClaimsOfDebtor(sql, key, null, 200)).filter(({ state }) => state === 'open')
  return {
    total: decimal(debtor?.open ?? 0),
    costs: decimal(charges ? charges.statement.costs.total - charges.statement.covered.costs : 0),
    interest: decimal(charges ? charges.statement.interest - charges.statement.covered.interest : 0),
    provisional: charges?.statement.provisional ?? false,
    claims: claims.map(({ id, reference, invoiceNumber, dueOn, open }) => ({
      id,
      reference,
      invoiceNumber,
      dueOn,
      open: decimal(open),
      disputed: disputed.has(id),
      ...chargesView(charges?.claims.get(reference)),
    })),
    promises: (await promisesOf(sql, key)).slice(0, 5).map(({ payBy, amount, state }) => ({ payBy, amount: decimal(amount), state })),
    arrangements: (await arrangementsOf(sql, key)).filter(({ state }) => state === 'active').length,
    holds: [...new Set((await holdsOf(sql, key)).filter(({ liftedAt }) => liftedAt === null).map(({ kind }) => kind))],
  }
}

const chargesView = (of: ClaimCharges | undefined): Pick<CardClaimView, 'interest' | 'costs'> => ({
  interest: decimal(of?.interest ?? 0),
  costs: of?.costs ? { announced: decimal(of.costs.announced), from: of.costs.from } : null,
})

async function scriptOf(
  sql: TenantRequest['sql'],
  { creditorId }: { creditorId: DebtorKey['creditorId']; debtorId: DebtorId },
  contact: string,
): Promise<string | null> {
  const content = (await sentMessagesOf(sql, creditorId, contact)).at(-1)?.content
  return content?.channel === 'call' ? content.script : null
}
