/** Hear: a message of a person: whom it concerns, what it says, and what rests until somebody looks; it never acts by itself (rules 14, 15). */
import type { DebtorId, InboundCall, Instant, Reading } from '#domain'
import { readReply } from '#replies'
import {
  addressHash,
  askReview,
  contactAnswered,
  debtorsAtAddress,
  findReceiver,
  firstTime,
  keepFiles,
  keepInboundMessage,
  MOST_SHARING,
  namedInText,
  noteHolds,
  noteMedia,
  recordAddressOptOut,
  removeAddressOptOut,
  type AddressOptOut,
  type MatchedBy,
  type NamedClaim,
  type Receiver,
  type Sql,
} from '#store'
import { businessDays } from './business-days'
import { isWanted, judgedFile, MOST_FILES } from './judged-file'
import type { Pipe } from './pipe'
import { restAll } from './rest-for'
import { takeMessage } from './take-message'

type Ear = Pick<Pipe, 'rulebooks' | 'wordBooks' | 'log'>

/** Null when all is well, else why the message changed nothing. */
export async function hear(ear: Ear, sql: Sql, message: InboundCall, only: string | undefined, now: Instant): Promise<string | null> {
  const creditor = await findReceiver(sql, message.channel, message, only)
  if (!creditor) return 'to no sender of ours'
  const receivedAt = Date.parse(message.at) as Instant
  if (!(await firstTime(sql, creditor.id, message.key, receivedAt))) return null
  const days = await businessDays(ear, creditor, sql, receivedAt)
  const reading = readingOf(message, readReply(message, await ear.wordBooks.of(creditor.id, sql), days.today))
  const match = await matchOf(sql, creditor, message)
  const { debtorId } = match
  const id = await keepInboundMessage(sql, {
    ...message,
    creditorId: creditor.id,
    debtorId,
    addressHash: match.addressHash,
    subject: message.subject ?? null,
    receivedAt,
    attemptId: match.attemptId,
    matchedBy: match.by,
    claimId: match.claimId,
    reading,
  })
  const media = (message.media ?? []).slice(0, MOST_FILES)
  const unwanted = media
    .filter(({ type }) => !isWanted(type))
    .map(({ name }) => ({ ...judgedFile({ name, content: new Uint8Array() }), refused: 'type' as const }))
  await keepFiles(sql, creditor.id, id, [...(message.files ?? []).map(judgedFile).slice(0, MOST_FILES), ...unwanted])
  await noteMedia(
    sql,
    creditor.id,
    id,
    message.channel,
    media.filter(({ type }) => isWanted(type)),
    now,
  )
  await obey(
    sql,
    { creditorId: creditor.id, channel: message.channel, sender: creditor.sender, addressHash: match.addressHash },
    reading,
    id,
    now,
  )
  if (debtorId === null) {
    await noteHolds(sql, creditor.id, id, await restAll(sql, creditor.id, match.sharing, reading, now))
    return null
  }
  await askReview(sql, { creditorId: creditor.id, debtorId }, now)
  await takeMessage(ear, sql, { creditor, debtorId, claimId: match.claimId, days, id, channel: message.channel, reading, receivedAt }, now)
  return null
}

const readingOf = ({ stops }: InboundCall, reading: Reading): Reading =>
  stops === true ? { ...reading, command: 'stop', intent: 'stop', clear: true } : reading

interface Match {
  readonly addressHash: string
  readonly debtorId: DebtorId | null
  readonly by: MatchedBy | null
  readonly attemptId: string | null
  readonly claimId: string | null
  /** Whom else it may be, where nobody is sure. */
  readonly sharing: readonly DebtorId[]
}

/** What it answers goes before where it came from; several at one address, or nobody, are for a person, unless it names one of their invoices. */
async function matchOf(
  sql: Sql,
  { id: creditorId, addressKey }: Receiver,
  { from, subject = '', text, answers = [] }: InboundCall,
): Promise<Match> {
  const hash = addressHash(addressKey, from)
  const answered = await contactAnswered(sql, creditorId, answers)
  const named = await namedInText(sql, creditorId, `${subject}\n${text}`)
  const matched = (debtorId: DebtorId, by: MatchedBy): Match => ({
    addressHash: hash,
    debtorId,
    by,
    attemptId: answered?.attemptId ?? null,
    claimId: claimOf(named, debtorId),
    sharing: [],
  })
  if (answered) return matched(answered.debtorId, 'attempt')
  const known = await debtorsAtAddress(sql, creditorId, hash)
  const [only, another] = known
  if (only && !another) return matched(only, 'address')
  const meant = [...new Set(named.map(({ debtorId }) => debtorId))].filter((debtorId) => known.length === 0 || known.includes(debtorId))
  const [one, two] = meant
  if (one && !two) return matched(one, 'reference')
  return { addressHash: hash, debtorId: null, by: null, attemptId: null, claimId: null, sharing: known.length > MOST_SHARING ? [] : known }
}

/** Of several claims none is meant in particular. */
function claimOf(named: readonly NamedClaim[], debtorId: DebtorId): string | null {
  const claims = named.filter((one) => one.debtorId === debtorId && one.claimId !== null)
  return claims.length === 1 ? (claims[0]?.claimId ?? null) : null
}

/** Stop words and start words hold for whoever has the address, known to us or not. */
async function obey(sql: Sql, who: AddressOptOut, { command }: Reading, message: string, now: Instant): Promise<void> {
  if (command === 'stop') await recordAddressOptOut(sql, who, 'stop-word', now)
  if (command === 'start') await removeAddressOptOut(sql, who, `message:${message}`, now)
}
