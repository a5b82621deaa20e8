/** The words of an answer: looked through before they leave, or those of a template where free ones may not go. */
import { randomUUID } from 'node:crypto'
import { deliveryFactsOf, type DebtorKey } from '#store'
import { after, at, rest, type PipeBench } from '../support/pipe'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, never>> & { items: Readonly<Record<string, unknown>>[] } & Readonly<Record<string, unknown>>
}

export interface AnswerHome {
  readonly bench: PipeBench
  readonly creditor: { readonly id: string }
  readonly anna: string
  readonly bert: string
}

export function answerWords(home: () => AnswerHome, call: (method: string, path: string, body?: unknown) => Promise<Answer>): void {
  const thread = (path = ''): string => `threads/${home().anna}${path}`

  test('free words are looked through: what would be read along, a threat or an income is refused with its place; advice is only shown', async () => {
    const amiss = async (channel: string, text: string): Promise<unknown[]> =>
      (
        (await call('POST', thread('/lint'), { channel, text })).body as unknown as {
          findings: { code: string; detail: string; blocking: boolean }[]
        }
      ).findings.map(({ code, detail, blocking }) => [code, detail, blocking])
    const long = `Hallo Anna, ${'wij kijken dit voor u na en '.repeat(5)}dan hoort u van ons wat wij hebben gevonden. Nog open: € 125,00.`
    expect(await amiss('email', 'Dag Anna. Er staat nog € 125,00 open. Wij bellen om 14.30 uur.')).toEqual([])
    expect(await amiss('sms', 'Dag Anna. Er staat nog 125.00 open van uw schuld.')).toEqual([
      ['shows-too-much', 'schuld', true],
      ['shows-too-much', '125.00', true],
    ])
    expect(await amiss('whatsapp', 'U betaalt 40,- per maand.')).toEqual([['shows-too-much', '40,-', true]])
    expect((await amiss('whatsapp', long)).map((one) => (one as unknown[])[0])).toEqual(['sentences-too-long', 'sentence-too-long'])
    expect(await amiss('email', 'Betaal onmiddellijk.\nUw uitkering is binnen. Indien u dat wilt.')).toEqual([
      ['threatening-word', 'onmiddellijk', true],
      ['mentions-income', 'uitkering', true],
      ['difficult-word', 'indien', false],
    ])
    expect(
      await call('POST', thread('/answers'), { agent: 'sanne', channel: 'email', text: 'Uw salaris is er. Betaal onmiddellijk.' }),
    ).toMatchObject({
      status: 422,
      body: {
        errors: [
          { pointer: '/text', message: 'threatening-word: onmiddellijk' },
          { pointer: '/text', message: 'mentions-income: salaris' },
        ],
      },
    })
    expect((await call('POST', thread('/answers'), { agent: 'sanne', channel: 'email', text: 'Indien u dat wilt.' })).status).toBe(201)
    expect(await call('POST', 'threads/00000000-0000-4000-8000-000000000000/lint', { channel: 'sms', text: 'Dag' })).toMatchObject({
      status: 404,
    })
  })

  test('a template answers when the window is closed: filled in for this debtor, through the same gate, taken back like any answer, and by whom is known', async () => {
    type Template = Readonly<{ id: string; channel: string; pickedAs: string | null; text: string }>
    const listed = async (debtor = home().anna): Promise<Template[]> =>
      (await call('GET', `threads/${debtor}/templates`)).body as unknown as Template[]
    const templates = await listed()
    expect(templates.map(({ id, channel }) => [id, channel])).toEqual([
      ['whatsapp/reply.nl@1', 'whatsapp'],
      ['whatsapp/reply.nl.call-back@1', 'whatsapp'],
      ['whatsapp/reply.nl.write-back@1', 'whatsapp'],
      ['email/reply.nl@1', 'email'],
    ])
    expect((await listed(home().bert)).map(({ channel }) => channel)).toEqual(['sms', 'sms', 'sms'])
    const [, , chosen] = templates
    expect(chosen).toMatchObject({ pickedAs: 'Vraagt om een bericht terug', text: expect.stringContaining('Beste Anna Proef,') as unknown })
    expect(chosen?.text).not.toMatch(/[{}]/)

    const answer = (body: object): Promise<Answer> => call('POST', thread('/answers'), { agent: 'sanne', ...body })
    expect(await answer({ channel: 'whatsapp', text: 'Dag', template: chosen?.id })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/text' }] },
    })
    expect(await answer({ channel: 'email', template: chosen?.id })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/template' }] },
    })
    expect(await answer({ channel: 'whatsapp', template: 'whatsapp/reminder.nl@1' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/template' }] },
    })
    expect((await call('PUT', thread('/draft'), { agent: 'sanne', text: 'Mijn eigen woorden', seq: 1 })).status).toBe(204)
    const taken = await answer({ channel: 'whatsapp', template: chosen?.id })
    expect(taken.status).toBe(201)
    expect((await call('POST', thread(`/answers/${String(taken.body['contact'])}/retraction`))).body).toEqual({ text: null })
    expect((await answer({ channel: 'whatsapp', template: chosen?.id })).status).toBe(201)
    expect((await call('GET', thread())).body['drafts']).toMatchObject([{ text: 'Mijn eigen woorden' }])
    home().bench.now = after(home().bench.now, 60_000)
    await rest(home().bench)
    expect(
      await home().bench.database.query(
        `select b.template, b.template_version as version, b.content ->> 'kind' as kind, b.content ->> 'text' as text from message_body b join contact_attempt a on a.creditor_id = b.creditor_id and a.id = b.attempt_id where a.creditor_id = $1 and a.phase = 'reply'`,
        [home().creditor.id],
      ),
    ).toEqual([{ template: 'whatsapp/reply.nl.write-back', version: 1, kind: 'template', text: chosen?.text }])
    expect((await call('GET', thread('/items'))).body.items[0]).toMatchObject({
      kind: 'outbound',
      state: 'handed-over',
      author: 'sanne',
      template: true,
      phase: 'reply',
      text: chosen?.text,
    })
    home().bench.now = at('2027-01-12T23:00:00Z')
    expect((await answer({ channel: 'whatsapp', template: chosen?.id })).status).toBe(409)
  })

  test('what a template is filled in with is of the address it goes to, also where one that was asked for is gone meanwhile', async () => {
    const {
      bench: { database },
      creditor,
      anna,
    } = home()
    const points = await database.query<{ id: string; address: string }>(
      'select id, address from contact_point where debtor_id = $1 order by channel',
      [anna],
    )
    const facts = await deliveryFactsOf(database, { creditorId: creditor.id, debtorId: anna } as DebtorKey, [
      randomUUID(),
      ...points.map(({ id }) => id),
    ])
    expect(facts.size).toBe(2)
    for (const { id, address } of points) expect(facts.get(id)).toMatchObject({ address, debtor: { reference: 'anna' } })
  })
}
