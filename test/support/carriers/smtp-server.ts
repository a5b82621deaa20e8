/** A stand-in for a mail server (RFC 5321): takes messages, and knows some recipients by the first word of their address. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface SmtpServer {
  readonly url: string
  readonly seen: {
    readonly handOverId: string
    readonly from: string
    readonly to: string
    readonly words: string
    readonly accepted: boolean
  }[]
  /** What it asks of whoever logs in. */
  readonly password: string
  close(): Promise<void>
}

const REFUSED: Readonly<Record<string, string>> = {
  refused: '550 5.1.1 no such mailbox',
  busy: '450 4.2.0 later',
  unauthorized: '550 5.7.1 relaying denied',
}
const AT_THE_END: Readonly<Record<string, string>> = { template: '554 5.6.0 not like this', full: '452 4.3.1 no room' }
/** Accepted or not, the sender never hears of it. */
const LOST: Readonly<Record<string, boolean>> = { reset: true, 'reset-unaccepted': false, silent: false, 'silent-accepted': true }

/** `taken` is called before it answers. */
export async function startSmtpServer(taken: () => void = () => undefined): Promise<SmtpServer> {
  const seen: SmtpServer['seen'] = []
  const sockets = new Set<Socket>()
  const password = 'geheim-genoeg'
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket, seen, password, taken)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://post:${password}@127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    password,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

function serve(socket: Socket, seen: SmtpServer['seen'], password: string, taken: () => void): void {
  let text = ''
  let envelope = { from: '', to: '' }
  let inData = false
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  const ended = (words: string): void => {
    inData = false
    const fate = envelope.to.split('@')[0] ?? ''
    const refusal = AT_THE_END[fate]
    const handOverId = /^message-id: <([0-9a-f-]{36})@/im.exec(words)?.[1] ?? ''
    seen.push({ ...envelope, handOverId, words, accepted: refusal === undefined && LOST[fate] !== false })
    taken()
    if (fate.startsWith('reset')) return void socket.destroy()
    if (!fate.startsWith('silent')) say(refusal ?? '250 2.0.0 taken')
  }
  const command = (line: string): void => {
    const [verb = ''] = line.toUpperCase().split(' ', 1)
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'EHLO') return say('250-mail.example\r\n250 AUTH PLAIN')
    if (verb === 'AUTH')
      return say(
        Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .endsWith(`\0${password}`)
          ? '235 in'
          : '535 5.7.8 wrong',
      )
    if (verb === 'MAIL') envelope = { from: address, to: '' }
    if (verb === 'RCPT') {
      envelope.to = address
      const refusal = REFUSED[address.split('@')[0] ?? '']
      if (refusal !== undefined) return say(refusal)
    }
    if (verb === 'DATA') {
      inData = true
      return say('354 go on')
    }
    say(verb === 'QUIT' ? '221 bye' : '250 ok')
  }
  say('220 mail.example ESMTP')
  socket.on('data', (chunk) => {
    text += chunk.toString('utf8')
    for (let end = next(); end >= 0; end = next()) {
      const part = text.slice(0, end)
      text = text.slice(end + (inData ? 5 : 2))
      if (inData) ended(part)
      else command(part)
    }
  })
  const next = (): number => text.indexOf(inData ? '\r\n.\r\n' : '\r\n')
}
