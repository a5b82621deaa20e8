/** SMS by the sandbox carrier. */
import type { MessageDriver } from '../driver'
import type { Exchange } from '../http-exchange'
import { lookUpMessage, SANDBOX, sendMessage } from '../sandbox/message'
import { smsFailure } from './failure-codes'

export const sandboxSms = (exchange: Exchange): MessageDriver => ({
  carrier: SANDBOX,
  connections: exchange.connections,
  deliver: (delivery) => sendMessage(exchange, 'sms', delivery, smsFailure),
  lookUp: (lost) => lookUpMessage(exchange, 'sms', lost),
  close: () => exchange.close(),
})
