/** Inbound messages: what people wrote, kept in their words apart from the events, with what was read in them and whom they concern. */
import type { Channel, CreditorId, DebtorId, Instant, LocalDate, Reading } from '#domain'
import { addressHash } from '../addresses'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

export interface Receiver extends Pick<Creditor, 'id' | 'policy' | 'strategies'> {
  readonly addressKey: Buffer
  /** Its own address on that channel, under which opt-outs are kept. */
  readonly sender: string
}

const RECEIVER = `select c.id, c.policy, c.strategies, c.address_key as "addressKey", s.address as sender from sender s join creditor c on c.id = s.creditor_id`

/**
 * The creditor that owns the number or address written to. A carrier may have sent from a number of its pool (Twilio's Messaging Services): then the
 * creditor whose account it came by, and else the one that wrote last to whoever answers.
 */
export async function findReceiver(
  sql: Sql,
  channel: Channel,
  { from, to }: { readonly from: string; readonly to: string },
  only: string | undefined,
): Promise<Receiver | null> {
  const [owner] = await sql.query<Receiver>(`${RECEIVER} where s.channel = $1 and s.address = $2`, [channel, to])
  if (owner) return only === undefined || owner.id === only ? owner : null
  const senders = await sql.query<Receiver>(`${RECEIVER} where s.channel = $1 and ($2::uuid is null or c.id = $2)`, [channel, only ?? null])
  if (only !== undefined) return senders[0] ?? null
  const [last] = await sql.query<{ id: string }>(
    `select a.creditor_id as id from unnest($2::uuid[], $3::text[]) who (creditor_id, hash)
       join contact_point p on p.creditor_id = who.creditor_id and p.address_hash = decode(who.hash, 'hex')
       join contact_attempt a on a.creditor_id = p.creditor_id and a.debtor_id = p.debtor_id and a.channel = $1 and a.sent_at is not null
     order by a.sent_at desc limit 1`,
    [channel, senders.map(({ id }) => id), senders.map(({ addressKey }) => addressHash(addressKey, from))],
  )
  return senders.find(({ id }) => id === last?.id) ?? null
}

export type MatchedBy = 'attempt' | 'address' | 'reference' | 'person'

export interface NewInboundMessage {
  readonly creditorId: CreditorId
  /** Null: nobody is known for it, or several are. */
  readonly debtorId: DebtorId | null
  readonly channel: Channel
  readonly from: string
  readonly to: string
  readonly addressHash: string
  readonly subject: string | null
  readonly text: string
  readonly receivedAt: Instant
  readonly attemptId: string | null
  readonly matchedBy: MatchedBy | null
  readonly claimId: string | null
  readonly reading: Reading
}

export async function keepInboundMessage(sql: Sql, message: NewInboundMessage): Promise<string> {
  const id = newId<string>()
  const { automatic, ...reading } = message.reading
  await sql.query(
    `insert into inbound_message (creditor_id, id, debtor_id, channel, from_address, sender, address_hash, subject, text, received_at,
      attempt_id, matched_by, claim_id, automatic, reading, suggestion)
     values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      message.creditorId,
      id,
      message.debtorId,
      message.channel,
      message.from,
      message.to,
      message.addressHash,
      message.subject,
      message.text,
      new Date(message.receivedAt),
      message.attemptId,
      message.matchedBy,
      message.claimId,
      automatic,
      JSON.stringify(reading),
      automatic === null && reading.command === null && reading.intent !== 'other' ? 'open' : null,
    ],
  )
  return id
}

/** What was placed for a message goes with it, when a person finds that it meant something else. */
export async function noteHolds(sql: Sql, creditorId: CreditorId, messageId: string, holds: readonly string[]): Promise<void> {
  if (holds.length > 0)
    await sql.query(`update inbound_message set holds = holds || $3::uuid[] where creditor_id = $1 and id = $2`, [
      creditorId,
      messageId,
      holds,
    ])
}

/** Lifted as the payments of its day have been read; until then the money may be on its way. */
export const restUntilRead = (sql: Sql, { creditorId }: DebtorKey, hold: string, through: LocalDate): Promise<unknown> =>
  sql.query(`update hold set until_read = $3 where creditor_id = $1 and id = $2`, [creditorId, hold, through])

/** Those whose day has been read by now; with their reviews. */
export async function liftReadHolds(sql: Sql, creditorId: CreditorId, through: string, now: Instant): Promise<void> {
  const lifted = await sql.query<{ id: string }>(
    `with due as (select id, debtor_id from hold where creditor_id = $1 and until_read <= $2::date and lifted_at is null order by debtor_id),
     taken as (select d.id from debtor d where d.creditor_id = $1 and d.id in (select debtor_id from due) order by d.id for update),
     raised as (update debtor d set version = d.version + 1, review_at = least(d.review_at, $3::timestamptz) from taken t
       where d.creditor_id = $1 and d.id = t.id)
     update hold h set lifted_at = $3 from due, taken t where h.creditor_id = $1 and h.id = due.id and t.id = due.debtor_id returning h.id`,
    [creditorId, through, new Date(now)],
  )
  await sql.query(
    `insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
     select $1, g.id, h.debtor_id, h.claim_id, 'hold-lifted', jsonb_build_object('hold', h.id, 'kind', h.kind), $4
     from unnest($2::uuid[], $3::uuid[]) g (id, hold) join hold h on h.creditor_id = $1 and h.id = g.hold`,
    [creditorId, lifted.map(() => newId()), lifted.map(({ id }) => id), new Date(now)],
  )
}

/** One that rests the same already makes another one needless. */
export async function restsAlready(
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  kind: string,
  claimId: string | null,
  now: Instant,
): Promise<boolean> {
  const [standing] = await sql.query(
    `select from hold where creditor_id = $1 and debtor_id = $2 and kind = $3 and (claim_id is null or claim_id = $4) and lifted_at is null
      and (until_at is null or until_at > $5) limit 1`,
    [creditorId, debtorId, kind, claimId, new Date(now)],
  )
  return standing !== undefined
}

export interface FileToKeep {
  readonly name: string
  /** By its first bytes; null: none that is kept. */
  readonly type: string | null
  readonly bytes: number
  readonly content: Uint8Array | null
  readonly refused: 'empty' | 'too-large' | 'type' | 'not-fetched' | null
}

export async function keepFiles(sql: Sql, creditorId: CreditorId, messageId: string, files: readonly FileToKeep[]): Promise<void> {
  for (const { name, type, bytes, content, refused } of files) {
    await sql.query(
      `insert into inbound_file (creditor_id, id, message_id, name, type, bytes, content, refused) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [creditorId, newId(), messageId, name, type, bytes, content && Buffer.from(content), refused],
    )
  }
}

export interface StoredFile extends Omit<FileToKeep, 'content'> {
  readonly id: string
}

export const filesOfMessage = (sql: Sql, creditorId: CreditorId, messageId: string): Promise<StoredFile[]> =>
  sql.query<StoredFile>(`select id, name, type, bytes, refused from inbound_file where creditor_id = $1 and message_id = $2 order by id`, [
    creditorId,
    messageId,
  ])

export interface FileOfDebtor extends StoredFile {
  readonly message: string
  readonly at: Instant
}

export const filesOfDebtor = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<FileOfDebtor[]> =>
  sql.query<FileOfDebtor>(
    `select f.id, f.name, f.type, f.bytes, f.refused, m.id as message, m.received_at as at
     from inbound_message m join inbound_file f on f.creditor_id = m.creditor_id and f.message_id = m.id
     where m.creditor_id = $1 and m.debtor_id = $2 order by m.received_at desc, f.id desc limit 200`,
    [creditorId, debtorId],
  )

export async function readFileOf(
  sql: Sql,
  creditorId: CreditorId,
  messageId: string,
  id: string,
): Promise<{ readonly name: string; readonly type: string; readonly content: Buffer } | null> {
  const [row] = await sql.query<{ name: string; type: string; content: Buffer }>(
    `select name, type, content from inbound_file where creditor_id = $1 and message_id = $2 and id = $3 and refused is null`,
    [creditorId, messageId, id],
  )
  return row ?? null
}
