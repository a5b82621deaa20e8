/** What a mail server's refusal, or its silence, means: every negative reply is proof that it did not take the message (RFC 5321, 4.2.1). */
import type { FailureClass, HandOverOutcome } from '#domain'
import { codeField, textField } from '../fields'

/** `begun`: it has seen something of the words, so that without a reply nobody knows. */
export function smtpOutcome(fault: unknown, begun: boolean): HandOverOutcome {
  const [reply = '', command = ''] = [codeField(fault, 'responseCode'), textField(fault, 'command')]
  const code = textField(fault, 'code') ?? 'unreadable'
  if (/^[45]\d\d$/.test(reply)) return refusal(reply, command, textField(fault, 'response') ?? '')
  if (begun) return { kind: 'unknown', code }
  if (code === 'EAUTH') return { kind: 'refused', failure: 'account', code }
  if (code === 'EENVELOPE') return { kind: 'refused', failure: 'permanent', code }
  return { kind: 'later', failure: 'transient', code }
}

function refusal(reply: string, command: string, response: string): HandOverOutcome {
  // The status of the standard, where there is one (RFC 3463); the words behind it may quote the address.
  const code = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? reply
  if (command.startsWith('AUTH')) return { kind: 'refused', failure: 'account', code }
  if (reply.startsWith('4')) return { kind: 'later', failure: 'transient', code }
  return { kind: 'refused', failure: lasting(command, code), code }
}

/** What is said of the recipient is the address, of the sender the account, and of the words the message. */
function lasting(command: string, code: string): FailureClass {
  if (command === 'RCPT TO') return /^5\.7\./.test(code) ? 'account' : 'permanent'
  return command === 'DATA' ? 'window-or-template' : 'account'
}
