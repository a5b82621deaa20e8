/** The least an import can be: two tables, each row taken apart and checked by hand, parts of ten thousand copied and upserted in two lanes. */
import { createReadStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export const FLOOR_SCHEMA = `
  create table debtor (id bigint generated always as identity primary key, reference text not null unique, name text not null, kind text not null,
    language text not null, email text, mobile text);
  create table claim (id bigint generated always as identity primary key, debtor_id bigint not null references debtor, reference text not null unique,
    open_cents bigint not null, due_on date not null, currency text not null);
  create index claim_debtor on claim (debtor_id)`

const PART = 10_000
const LANES = 2
const CELLS = 10
const AMOUNT = /^(\d{1,12}),(\d\d)$/
const DATE = /^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(\d{4})$/
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const MOBILE = /^\+316\d{8}$/

/** Answers how many rows were good. */
export async function loadByHand(pool: Pool, path: string): Promise<number> {
  const lanes: Promise<void>[] = []
  let [rest, part, rows, good] = ['', '', 0, -1]
  const ship = async (): Promise<void> => {
    if (lanes.length >= LANES) await lanes.shift()
    lanes.push(loadPart(pool, part))
    part = ''
    rows = 0
  }
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 262_144 }) as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      // The first line is the head.
      if (good++ < 0) continue
      const copied = copyLine(line)
      if (copied === null) throw new Error('the bench writes no bad rows')
      part += copied
      if (++rows === PART) await ship()
    }
  }
  if (rows > 0) await ship()
  await Promise.all(lanes)
  return good
}

function copyLine(line: string): string | null {
  const [reference, open = '', dueOn = '', debtor, name = '', kind, language, email = '', mobile = '', currency, more] = line.includes('"')
    ? quoted(line)
    : line.split(';')
  const [amount, day, number] = [AMOUNT.exec(open), DATE.exec(dueOn), mobile.replace(/[ -]/g, '').replace(/^0/, '+31')]
  if (!reference || !debtor || !amount || !day || !MAIL.test(email) || !MOBILE.test(number) || currency !== 'EUR' || more !== undefined)
    return null
  const cents = Number(amount[1]) * 100 + Number(amount[2])
  return `${reference}\t${cents}\t${day[3]}-${day[2]}-${day[1]}\t${debtor}\t${escaped(name)}\t${kind}\t${language}\t${email.toLowerCase()}\t${number}\t${currency}\n`
}

const escaped = (text: string): string => (/[\\\t]/.test(text) ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t') : text)

function quoted(line: string): string[] {
  const cells: string[] = []
  for (let at = 0; at <= line.length && cells.length < CELLS; at++) {
    if (line[at] !== '"') {
      const end = line.indexOf(';', at)
      cells.push(line.slice(at, end < 0 ? undefined : end))
      at = end < 0 ? line.length : end
      continue
    }
    let end = line.indexOf('"', at + 1)
    while (line[end + 1] === '"') end = line.indexOf('"', end + 2)
    cells.push(line.slice(at + 1, end).replaceAll('""', '"'))
    at = end + 1
  }
  return cells
}

async function loadPart(pool: Pool, text: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `create temp table part (reference text, open_cents bigint, due_on date, debtor text, name text, kind text, language text, email text, mobile text, currency text) on commit drop`,
    )
    const copy = client.query(copyFrom('copy part from stdin'))
    copy.end(text)
    await finished(copy)
    await client.query(`insert into debtor as d (reference, name, kind, language, email, mobile)
      select distinct on (debtor) debtor, name, kind, language, email, mobile from part order by debtor
      on conflict (reference) do update set name = excluded.name, kind = excluded.kind, language = excluded.language, email = excluded.email, mobile = excluded.mobile
      where (d.name, d.kind, d.language, d.email, d.mobile) is distinct from (excluded.name, excluded.kind, excluded.language, excluded.email, excluded.mobile)`)
    await client.query(`insert into claim as c (debtor_id, reference, open_cents, due_on, currency)
      select d.id, p.reference, p.open_cents, p.due_on, p.currency from part p join debtor d on d.reference = p.debtor order by p.reference
      on conflict (reference) do update set open_cents = excluded.open_cents, due_on = excluded.due_on
      where (c.open_cents, c.due_on) is distinct from (excluded.open_cents, excluded.due_on)`)
    await client.query('commit')
  } finally {
    client.release()
  }
}
