/** How the Cloud API's answers are read. */
import { codeField, fieldOf, listField, textField } from '../fields'
import type { Reading } from '../outcome'
import { whatsappFailure } from './failure-codes'

export const CLOUD: Reading = {
  reference: ({ body }) => textField(listField(body, 'messages')[0], 'id'),
  code: ({ body }) => codeField(fieldOf(body, 'error'), 'code'),
  classify: whatsappFailure,
}
