/** Floor of dispatch: lanes take contacts from a claimed batch, send them by one connection each, and batches of answers are written together. */
import { Pool as HttpPool } from 'undici'
import { openPool, runSide, timed } from '../side'

const BATCH = 200
const LANES = 50
/** Batches of answers being written while others are sent. */
const WRITES = 4

interface Contact {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly reference: string
  readonly cents: string
}

interface Answer {
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

const bodyOf = ({ id, name, phone, reference, cents }: Contact): string => JSON.stringify({
  messaging_product: 'whatsapp', to: phone, biz_opaque_callback_data: id, type: 'text',
  text: { body: `Beste ${name}, factuur ${reference} van € ${(Number(cents) / 100).toFixed(2)} staat nog open. Wilt u die betalen, of ons bellen?` },
})

void runSide(async ({ url, n, told }) => {
  const pool = await openPool(url, WRITES)
  const http = new HttpPool(String(told.carrier), { connections: LANES, pipelining: 1 })
  const claim = (): Promise<Contact[]> => pool.query<Contact>({ name: 'claim', text: CLAIM, values: [new Date('2027-01-12T08:30Z'), BATCH] }).then(({ rows }) => rows)
  const send = async (contact: Contact): Promise<Answer> => {
    const answer = await http.request({ method: 'POST', path: '/v25.0/1/messages', headers: { 'content-type': 'application/json' }, body: bodyOf(contact) })
    const { messages } = await answer.body.json() as { messages: readonly { id: string }[] }
    return { id: contact.id, reference: messages[0]?.id ?? '', state: answer.statusCode < 300 ? 2 : 3 }
  }
  const answers: Answer[] = []
  const writes = new Set<Promise<void>>()
  let recorded = 0
  const write = (part: readonly Answer[]): void => {
    const values = [part.map(({ id }) => id), part.map(({ reference }) => reference), part.map(({ state }) => state)]
    const writing = pool.query({ name: 'record', text: RECORD, values }).then(({ rowCount }) => {
      recorded += rowCount ?? 0
      writes.delete(writing)
    })
    writes.add(writing)
  }
  let batch: Contact[] = []
  let next = claim()
  let refilling: Promise<void> | null = null
  // One lane swaps the next batch in and has the one after it claimed; the others wait for it.
  const refill = (): Promise<void> => (refilling ??= next.then((rows) => {
    refilling = null
    batch = rows
    if (rows.length > 0) next = claim()
  }))
  const lane = async (): Promise<void> => {
    for (;;) {
      const contact = batch.pop()
      if (contact) {
        answers.push(await send(contact))
        if (answers.length >= BATCH) write(answers.splice(0, BATCH))
        if (writes.size > WRITES) await Promise.race(writes)
      } else {
        await refill()
        if (batch.length === 0) return
      }
    }
  }
  const measured = await timed(async () => {
    await Promise.all(Array.from({ length: LANES }, lane))
    if (answers.length > 0) write(answers.splice(0))
    await Promise.all(writes)
    return recorded
  })
  await http.close()
  await pool.end()
  return { ...measured, problems: recorded === n ? [] : [`floor: ${recorded} of ${n} recorded`] }
})
