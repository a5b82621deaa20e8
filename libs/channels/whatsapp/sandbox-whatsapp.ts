/** WhatsApp by the sandbox carrier; like the real one it has no look-up, so only a callback can tell what became of a lost answer. */
import type { MessageDriver } from '../driver'
import type { Exchange } from '../http-exchange'
import { SANDBOX, sendMessage } from '../sandbox/message'
import { whatsappFailure } from './failure-codes'

export const sandboxWhatsapp = (exchange: Exchange): MessageDriver => ({
  carrier: SANDBOX,
  connections: exchange.connections,
  deliver: (delivery) => sendMessage(exchange, 'whatsapp', delivery, whatsappFailure),
  close: () => exchange.close(),
})
