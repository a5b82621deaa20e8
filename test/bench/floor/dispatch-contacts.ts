/** What both floors of dispatch do: claim contacts, send each by one request, record the answers together. */
import type { Pool } from 'pg'
import { Pool as HttpPool } from 'undici'

export const BATCH = 200
/** Requests in flight. */
export const LANES = 50

export interface Contact {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly reference: string
  readonly cents: string
}

export interface Answer {
  readonly id: string
  readonly reference: string
  readonly state: number
}

/** State 1 is committed before a request leaves: a crash leaves rows whose outcome is unknown, never a second request. */
const CLAIM = `
  with due as (select id from contact where state = 0 and due_at <= $1 order by due_at, id limit $2 for update skip locked)
  update contact c set state = 1, taken_at = clock_timestamp() from due, debtor d, claim k where c.id = due.id and d.id = c.debtor_id and k.id = c.claim_id
  returning c.id, d.name, d.phone, k.reference, k.amount_cents as cents`
const RECORD = `
  with given as (select * from unnest($1::bigint[], $2::text[], $3::smallint[]) as g (id, reference, state)),
  told as (insert into contact_event (contact_id, kind, reference) select id, state, reference from given)
  update contact c set state = g.state, sent_at = clock_timestamp(), carrier_reference = g.reference from given g where c.id = g.id and c.state = 1`

export const claim = (pool: Pool): Promise<Contact[]> =>
  pool.query<Contact>({ name: 'claim', text: CLAIM, values: [new Date('2027-01-12T08:30Z'), BATCH] }).then(({ rows }) => rows)

/** Answers how many were recorded. */
export const record = (pool: Pool, answers: readonly Answer[]): Promise<number> =>
  pool
    .query({
      name: 'record',
      text: RECORD,
      values: [answers.map(({ id }) => id), answers.map(({ reference }) => reference), answers.map(({ state }) => state)],
    })
    .then(({ rowCount }) => rowCount ?? 0)

export const openCarrier = (url: string): HttpPool => new HttpPool(url, { connections: LANES, pipelining: 1 })

export async function send(http: HttpPool, contact: Contact): Promise<Answer> {
  const answer = await http.request({
    method: 'POST',
    path: '/v25.0/1/messages',
    headers: { 'content-type': 'application/json' },
    body: bodyOf(contact),
  })
  const { messages } = (await answer.body.json()) as { messages: readonly { id: string }[] }
  return { id: contact.id, reference: messages[0]?.id ?? '', state: answer.statusCode < 300 ? 2 : 3 }
}

const bodyOf = ({ id, name, phone, reference, cents }: Contact): string =>
  JSON.stringify({
    messaging_product: 'whatsapp',
    to: phone,
    biz_opaque_callback_data: id,
    type: 'text',
    text: {
      body: `Beste ${name}, factuur ${reference} van € ${(Number(cents) / 100).toFixed(2)} staat nog open. Wilt u die betalen, of ons bellen?`,
    },
  })
