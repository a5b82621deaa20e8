/** The stand-ins' own eyes: what each carrier's operation takes, and that a field of another name or shape is seen. */
import { breachOf, type Operation } from '../support/carriers/request-schemas'

const SMS = {
  To: '+31612345678',
  From: 'De Vries',
  Body: 'Er is nieuws',
  StatusCallback: 'https://x.example/webhooks/twilio/status?handOver=1',
  ValidityPeriod: '3600',
}
const MAIL = {
  personalizations: [{ to: [{ email: 'j@klant.example' }], custom_args: { hand_over: '1' } }],
  from: { email: 'a@b.example', name: 'A' },
  subject: 'S',
  content: [
    { type: 'text/plain', value: 'a' },
    { type: 'text/html', value: 'b' },
  ],
  attachments: [{ content: 'JVBERi0=', filename: 'F-1.pdf', type: 'application/pdf', disposition: 'attachment' }],
  tracking_settings: { click_tracking: { enable: false, enable_text: false }, open_tracking: { enable: false } },
}
const template = (...components: object[]) => ({ name: 'reminder_nl', language: { policy: 'deterministic', code: 'nl' }, components })
const APP = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '31612345678', biz_opaque_callback_data: '1' }
const header = (document: object) => ({ type: 'header', parameters: [{ type: 'document', document }] })
const body = (text: string) => ({ type: 'body', parameters: [{ type: 'text', text }] })
const WORDS = { ...APP, type: 'text', text: { preview_url: false, body: 'Dag' } }

test.each<[Operation, object]>([
  ['twilio create', SMS],
  ['twilio list', { To: '+31612345678', PageSize: '1000' }],
  ['sendgrid send', MAIL],
  ['cloud send', WORDS],
  ['cloud send', { ...APP, type: 'template', template: template(header({ id: '7', filename: 'F-1.pdf' }), body('F-1')) }],
  ['cloud send', { ...APP, type: 'document', document: { id: '7', filename: 'F-1.pdf' } }],
  ['cloud upload', { messaging_product: 'whatsapp', type: 'application/pdf', file: '%PDF-1.7' }],
])('%s takes what its document has', (operation, request) => {
  expect(breachOf(operation, request)).toBeUndefined()
})

test.each<[Operation, object, string]>([
  ['twilio create', { ...SMS, body: 'x' }, 'unknown field body'],
  ['twilio create', { ...SMS, To: '0612345678' }, 'To'],
  ['twilio create', { ...SMS, Body: 'x'.repeat(1601) }, 'Body'],
  ['twilio create', { ...SMS, ValidityPeriod: '36001' }, 'ValidityPeriod'],
  ['twilio create', { ...SMS, StatusCallback: '/webhooks' }, 'StatusCallback'],
  ['twilio list', { PageSize: '1001' }, 'PageSize'],
  ['sendgrid send', { ...MAIL, custom_args: { a: 'b' } }, 'unknown field custom_args'],
  ['sendgrid send', { ...MAIL, content: [...MAIL.content].reverse() }, 'content.0.type'],
  [
    'sendgrid send',
    { ...MAIL, personalizations: [{ to: [{ email: 'j@klant.example' }], custom_args: { hand_over: 1 } }] },
    'personalizations.0.custom_args.hand_over',
  ],
  ['sendgrid send', { ...MAIL, attachments: [{ ...MAIL.attachments[0], content: 'no base64!' }] }, 'attachments.0.content'],
  ['sendgrid send', { ...MAIL, from: 'a@b.example' }, 'from'],
  ['cloud send', { ...WORDS, to: '+31612345678' }, 'to'],
  ['cloud send', { ...WORDS, recipient: 'NL.1' }, 'must match exactly one schema in oneOf'],
  ['cloud send', { ...WORDS, text: { body: 'Dag' } }, 'text.preview_url is missing'],
  ['cloud send', { ...APP, type: 'template', template: { ...template(body('F-1')), language: 'nl' } }, 'template.language'],
])('%s: what is wrong is named (%#)', (operation, request, breach) => {
  expect(breachOf(operation, request)).toBe(breach)
})
