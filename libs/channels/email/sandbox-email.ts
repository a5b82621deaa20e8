/** E-mail by the sandbox carrier. */
import type { MessageDriver } from '../driver'
import type { Exchange } from '../http-exchange'
import { lookUpMessage, SANDBOX, sendMessage } from '../sandbox/message'
import { emailFailure } from './failure-codes'

export const sandboxEmail = (exchange: Exchange): MessageDriver => ({
  carrier: SANDBOX,
  connections: exchange.connections,
  deliver: (delivery) => sendMessage(exchange, 'email', delivery, emailFailure),
  lookUp: (lost) => lookUpMessage(exchange, 'email', lost),
  close: () => exchange.close(),
})
