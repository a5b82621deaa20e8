/** Two debtors of a creditor who write, and whoever answers them over the API. */
import { callWith, type ApiCaller } from '../support/api'
import { addClaims, addCreditor, callBack, claimOf, rest, type PipeBench } from '../support/pipe'
import type { Answer } from './answer-words'

export const ANNA = 'anna@klant.example'
export const APP = '+31612300055'

export interface InboxHome {
  readonly creditor: Awaited<ReturnType<typeof addCreditor>>
  readonly to: Readonly<Record<string, string>>
  readonly anna: string
  readonly bert: string
}

/** Two debtors who have had their reminders: Anna by e-mail, with WhatsApp beside it; Bert by text message. */
export async function openInbox(bench: PipeBench): Promise<InboxHome> {
  const rows = <Row>(text: string, values: unknown[]): Promise<Row[]> => bench.database.query<Row>(text, values)
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('F-1001', {
      reference: 'anna',
      name: 'Anna Proef',
      email: ANNA,
      whatsapp: { number: APP, consentedOn: '2026-12-01' as never },
      preferredChannel: 'email',
    }),
    claimOf('F-1002', { reference: 'bert', name: 'Bert Proef', sms: '+31612300066' }),
  ])
  await rest(bench)
  const senders = await rows<{ channel: string; address: string }>('select channel, address from sender where creditor_id = $1', [
    creditor.id,
  ])
  const debtors = await rows<{ id: string; reference: string }>(
    'select id, reference from debtor where creditor_id = $1 order by reference',
    [creditor.id],
  )
  return {
    creditor,
    to: Object.fromEntries(senders.map(({ channel, address }) => [channel, address])),
    anna: debtors[0]?.id ?? '',
    bert: debtors[1]?.id ?? '',
  }
}

export interface Inbox {
  /** As Anna, unless `from` says otherwise. */
  write(text: string, more?: Readonly<Record<string, unknown>> & { from?: string; channel?: string }): Promise<void>
  call(method: string, path: string, body?: unknown): Promise<Answer>
  /** Of Anna. */
  thread(path?: string): string
  /** Of the message that came in last. */
  messageId(): Promise<string>
}

export function inboxOf(world: () => { readonly bench: PipeBench; readonly caller: ApiCaller; readonly home: InboxHome }): Inbox {
  let keys = 0
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const { bench, caller, home } = world()
    return (await callWith(bench.api, caller.token, method, `/v1/creditors/${home.creditor.id}/${path}`, { body })) as unknown as Answer
  }
  const thread = (path = ''): string => `threads/${world().home.anna}${path}`
  return {
    async write(text, { from = ANNA, channel = 'email', ...more } = {}) {
      const { bench, home } = world()
      await callBack(bench, {
        kind: 'inbound',
        key: `inbox-${++keys}`,
        channel,
        from,
        to: home.to[channel],
        text,
        at: new Date(bench.now).toISOString(),
        ...more,
      })
      await rest(bench)
    },
    call,
    thread,
    messageId: async () => String((await call('GET', thread('/items'))).body.items.find(({ kind }) => kind === 'inbound')?.['id']),
  }
}
