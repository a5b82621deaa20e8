/** E-mail by a mail server of one's own, from the creditor's own address; the message id holds ours, so that an answer tells what it is about. */
import { Transform } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { HandOverOutcome } from '#domain'
import type { Delivery, MessageDriver } from '../driver'
import { smtpOutcome } from './smtp-outcome'

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, or `smtps://…` where TLS begins at once. */
  readonly url: string
  /** How long an answer may take before the outcome is unknown. */
  readonly timeoutMs: number
  /** Messages on their way at once. */
  readonly connections: number
}

/** Whether the server has seen anything of the words: until then it cannot have taken them. */
interface Progress {
  begun: boolean
}

type Transport = ReturnType<typeof open>

function open({ url, timeoutMs, connections }: SmtpOptions) {
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    requireTLS: new URL(url).username !== '' && !isOnThisMachine(url),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A connection that breaks under a message would take it to another one: a second mail.
    maxRequeues: 0,
  })
  transport.use('stream', (mail, done) => {
    const { progress } = mail.data as { readonly progress?: Progress }
    mail.message.transform(
      () =>
        new Transform({
          transform(chunk, _encoding, next) {
            if (progress) progress.begun = true
            next(null, chunk)
          },
        }),
    )
    done()
  })
  return transport
}

/** Credentials go over the network in no other way than under TLS. */
const isOnThisMachine = (url: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)

export function smtpEmail(options: SmtpOptions): MessageDriver {
  const transport = open(options)
  return {
    carrier: 'smtp',
    connections: options.connections,
    deliver: (delivery) => deliver(transport, delivery),
    check: () =>
      transport.verify().then(
        () => ({ kind: 'accepted', carrierReference: 'checked' }),
        (fault: unknown) => smtpOutcome(fault, false),
      ),
    close: () => Promise.resolve(transport.close()),
  }
}

async function deliver(
  transport: Transport,
  { handOverId, to, from, message: { content }, documents = [] }: Delivery,
): Promise<HandOverOutcome> {
  // A mistake of ours, and proven unsent: nothing has been written yet.
  if (content.channel !== 'email' || typeof to !== 'string') return { kind: 'refused', failure: 'permanent', code: 'wrong-channel' }
  const progress: Progress = { begun: false }
  const messageId = `<${handOverId}@${from.replace(/^.*@|>.*$/g, '')}>`
  try {
    await transport.sendMail({
      from,
      to,
      subject: content.subject,
      text: content.text,
      html: content.html,
      messageId,
      attachments: documents.map(({ name, type, content: bytes }) => ({ filename: name, contentType: type, content: bytes })),
      // Answers of absence and the like are for nobody.
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...{ progress },
    })
    return { kind: 'accepted', carrierReference: messageId }
  } catch (fault) {
    return smtpOutcome(fault, progress.begun)
  }
}
