/** SMS by the sandbox carrier. */
import type { MessageDriver } from '../driver'
import type { Exchange } from '../sandbox/exchange'
import { lookUpMessage, sendMessage } from '../sandbox/message'
import { smsFailure } from './failure-codes'

export const sandboxSms = (exchange: Exchange): MessageDriver => ({
  deliver: (delivery) => sendMessage(exchange, 'sms', delivery, smsFailure),
  lookUp: (handOverId) => lookUpMessage(exchange, 'sms', handOverId),
  close: () => exchange.close(),
})
