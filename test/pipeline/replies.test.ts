/** What a reply does by itself: it is matched, read, kept, and rests what must rest; everything else waits for a person. */
import type { LocalDate } from '#domain'
import { notePaymentsRead } from '#store'
import { endCarriers } from '../support/carrier'
import {
  addClaims,
  addCreditor,
  after,
  at,
  callBack,
  claimOf,
  DAY,
  openBench,
  playUntil,
  rest,
  TUESDAY,
  type PipeBench,
} from '../support/pipe'
import { attempts, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => bench.database.query<Row>(text, values)
type House = { readonly creditor: Awaited<ReturnType<typeof addCreditor>>; readonly to: string }
type Given = Parameters<typeof claimOf>

/** Debtors who have had their reminder by e-mail, each with a claim. */
async function house(...claims: readonly Given[]): Promise<House> {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    claims.map((given) => claimOf(...given)),
  )
  await rest(bench)
  const [sender] = await rows<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'email'`, [creditor.id])
  return { creditor, to: sender?.address ?? '' }
}
const ANNA = 'anna@klant.example'
let keys = 0
/** Written now, and worked off. */
async function write({ to }: House, text: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await callBack(bench, {
    kind: 'inbound',
    key: `reply-${++keys}`,
    channel: 'email',
    from: ANNA,
    to,
    text,
    at: new Date(bench.now).toISOString(),
    ...more,
  })
  await rest(bench)
}
const holds = ({ creditor }: House): Promise<unknown[]> =>
  rows(
    `select d.reference as debtor, h.kind, c.reference as claim, h.until_at is not null as ends, h.until_read::text as read from hold h join debtor d on d.creditor_id = h.creditor_id and d.id = h.debtor_id
    left join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id where h.creditor_id = $1 and h.lifted_at is null order by d.reference, h.kind`,
    [creditor.id],
  )
const messages = ({
  creditor,
}: House): Promise<{ debtor: string | null; by: string | null; intent: string; suggestion: string | null }[]> =>
  rows(
    `select d.reference as debtor, m.matched_by as by, m.reading ->> 'intent' as intent, m.suggestion from inbound_message m left join debtor d on d.creditor_id = m.creditor_id and d.id = m.debtor_id
    where m.creditor_id = $1 order by m.id`,
    [creditor.id],
  )
const contactsAfter = async ({ creditor }: House, days: number): Promise<number> => {
  await playUntil(bench, after(TUESDAY, days * DAY))
  return (await attempts(bench, creditor)).length
}

describe('a clear reply', () => {
  test.each([
    ['Ik heb gisteren betaald', [{ kind: 'payment-said', claim: 'F1', read: '2027-01-13' }], ['reply']],
    ['Ik betaal vrijdag', [{ kind: 'reply', claim: null, ends: true }], ['reply']],
    ['Dit klopt niet, nooit besteld', [{ kind: 'reply', claim: 'F1', ends: false }], ['reply']],
    ['ik kan dit niet betalen', [{ kind: 'reply', claim: null, ends: false }], ['reply']],
    ['Verkeerd nummer, ik ben niet meneer Voorbeeldsma', [{ kind: 'wrong-person', claim: null, ends: false }], ['reply']],
    ['ik zit in de schuldsanering', [{ kind: 'debt-help', claim: null, ends: false }], ['debt-help-confirmation', 'reply']],
    ['Mijn man is vorige maand overleden, en ik heb al betaald', [{ kind: 'deceased', claim: null, ends: false }], ['reply']],
    ['Ik wil een klacht indienen', [{ kind: 'complaint', claim: null, ends: false }], ['complaint', 'reply']],
    ['wie is dit?', [], ['reply']],
    ['Als ik betaald heb hoort u het', [], ['reply']],
    ['ok', [], ['reply']],
  ])('%j rests what it says, and waits for a person', async (text, resting, tasks) => {
    const home = await house(['F1', { email: ANNA }])
    await write(home, text)
    expect(await holds(home)).toMatchObject(resting)
    expect((await openTasks(bench, home.creditor)).sort()).toEqual(tasks)
    expect(await rows(`select state from conversation where creditor_id = $1`, [home.creditor.id])).toEqual([{ state: 'open' }])
    expect(await rows(`select count(*)::int as n from promise_to_pay where creditor_id = $1`, [home.creditor.id])).toEqual([{ n: 0 }])
  })

  test('that it was paid rests until the payments of that day have been read, and then the ladder goes on', async () => {
    const home = await house(['F1', { email: ANNA }])
    await write(home, 'heb al betaald')
    await write(home, 'zoals gezegd: ik heb al betaald!')
    expect(await holds(home)).toHaveLength(1)
    expect(await contactsAfter(home, 12)).toBe(1)
    await notePaymentsRead(bench.database, home.creditor, '2027-01-12', bench.now)
    expect(await holds(home)).toHaveLength(1)
    await notePaymentsRead(bench.database, home.creditor, '2027-01-13', bench.now)
    expect(await holds(home)).toEqual([])
    expect(await contactsAfter(home, 14)).toBe(2)
    expect(
      await rows(`select detail ->> 'kind' as kind from contact_event where creditor_id = $1 and kind = 'hold-lifted'`, [home.creditor.id]),
    ).toEqual([{ kind: 'payment-said' }])
  })
})

describe('whom it concerns', () => {
  test('what it answers goes before its address, and a reference in its words before nobody', async () => {
    const home = await house(['F-1001', { email: ANNA, reference: 'D-1' }], ['F-1002', { email: 'bert@klant.example', reference: 'D-2' }])
    const [sent] = await rows<{ id: string; reference: string }>(
      `select h.id, h.carrier_reference as reference from hand_over h join debtor d on d.id = h.debtor_id where h.creditor_id = $1 and d.reference = 'D-2'`,
      [home.creditor.id],
    )
    await write(home, 'Dank u', { answers: [`<${sent?.reference}@carrier.example>`, sent?.reference] })
    await write(home, 'Dank u', { answers: [sent?.id], from: 'boekhouder@elders.example' })
    await write(home, 'Dank u')
    await write(home, 'Betreft uw factuur F-1002.', { from: 'vreemd@elders.example' })
    await write(home, 'Dit gaat over iets', { subject: 'RE: f-1002 herinnering', from: 'vreemd@elders.example' })
    await write(home, 'Over F-1001 en F-1002', { from: 'vreemd@elders.example' })
    await write(home, 'Hallo?', { from: 'vreemd@elders.example' })
    expect((await messages(home)).map(({ debtor, by }) => [debtor, by])).toEqual([
      ['D-2', 'attempt'],
      ['D-2', 'attempt'],
      ['D-1', 'address'],
      ['D-2', 'reference'],
      ['D-2', 'reference'],
      [null, null],
      [null, null],
    ])
  })

  test('an address that several share is for a person, unless it names an invoice; a death rests them all until then', async () => {
    const home = await house(['F-2001', { email: ANNA, reference: 'D-1' }], ['F-2002', { email: ANNA, reference: 'D-2' }])
    await write(home, 'Ik heb al betaald')
    expect(await holds(home)).toEqual([])
    await write(home, 'F-2002 klopt niet')
    await write(home, 'Mijn vader is overleden')
    expect((await messages(home)).map(({ debtor, by }) => [debtor, by])).toEqual([
      [null, null],
      ['D-2', 'reference'],
      [null, null],
    ])
    expect(await holds(home)).toMatchObject([
      { debtor: 'D-1', kind: 'deceased' },
      { debtor: 'D-2', kind: 'deceased' },
      { debtor: 'D-2', kind: 'reply', claim: 'F-2002' },
    ])
    expect(
      await rows(`select cardinality(holds) as held from inbound_message where creditor_id = $1 order by id`, [home.creditor.id]),
    ).toEqual([{ held: 0 }, { held: 1 }, { held: 2 }])
    expect(await openTasks(bench, home.creditor)).toEqual(['reply'])
  })

  test("another creditor's message id or invoice number matches nobody here", async () => {
    const other = await house(['F-3001', { email: 'bert@klant.example' }])
    const home = await house(['F-3002', { email: ANNA }])
    const [sent] = await rows<{ id: string }>('select id from hand_over where creditor_id = $1', [other.creditor.id])
    await write(home, 'Over F-3001', { from: 'vreemd@elders.example', answers: [sent?.id] })
    expect(await messages(home)).toMatchObject([{ debtor: null }])
  })
})

test('a machine is no reply: kept and shown, but nobody has to answer it, and it answers nothing', async () => {
  const home = await house(['F1', { email: ANNA }])
  await write(home, 'Ik ben tot 20 januari afwezig. Ik heb al betaald.', { subject: 'Automatisch antwoord: Herinnering' })
  await write(home, 'STOP: your message could not be delivered', { automatic: 'bounce' })
  expect(await openTasks(bench, home.creditor)).toEqual([])
  expect(await holds(home)).toEqual([])
  expect(await rows('select 1 from opt_out where creditor_id = $1', [home.creditor.id])).toEqual([])
  expect(await rows('select 1 from conversation where creditor_id = $1', [home.creditor.id])).toEqual([])
  expect(
    await rows(`select detail ->> 'said' as said from contact_event where creditor_id = $1 and kind = 'inbound' order by id`, [
      home.creditor.id,
    ]),
  ).toEqual([{ said: 'reply' }, { said: 'bounce' }])
  expect(await rows('select 1 from contact_attempt where creditor_id = $1 and answered_at is not null', [home.creditor.id])).toEqual([])
})

test('stop closes the channel, start opens it again with its consent, and only for who was closed', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('1', { whatsapp: { number: '+31612300055', consentedOn: '2026-12-01' as LocalDate }, preferredChannel: 'whatsapp' }),
  ])
  await rest(bench)
  const [sender] = await rows<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'whatsapp'`, [
    creditor.id,
  ])
  const home = { creditor, to: sender?.address ?? '' }
  const app = { channel: 'whatsapp', from: '+31612300055' }
  const consent = (): Promise<unknown[]> =>
    rows(`select given_on::text as given, withdrawn_on::text as withdrawn, source, wording from consent where creditor_id = $1`, [
      creditor.id,
    ])
  await write(home, 'START', app)
  expect(await consent()).toMatchObject([{ given: '2026-12-01', withdrawn: null }])
  await write(home, 'Stop 🛑', app)
  expect(await consent()).toMatchObject([{ given: '2026-12-01', withdrawn: '2027-01-12' }])
  bench.now = at('2027-01-13T00:30:00+01:00')
  await write(home, 'start', app)
  expect(await consent()).toEqual([{ given: '2027-01-13', withdrawn: null, source: 'start-word', wording: 'START' }])
  expect(await rows('select 1 from opt_out where creditor_id = $1', [creditor.id])).toEqual([])
  expect(await openTasks(bench, creditor)).toEqual([])
})
