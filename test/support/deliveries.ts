/** Deliveries for the contract suites: invented people, and recipients with a known fate in the sandbox carrier. */
import { v7 } from 'uuid'
import { layoutOf } from '#domain'
import type { HandOverId, Instant, LetterBatchId, LetterContent, MessageContent } from '#domain'
import type { Delivery, LetterBatch, LetterToPrint } from '#channels'

export type MessageChannel = 'email' | 'sms' | 'whatsapp'

const CONTENTS: Readonly<Record<MessageChannel, MessageContent>> = {
  email: {
    channel: 'email',
    subject: 'Herinnering: uw factuur F-1001',
    preheader: 'Bekijk uw factuur',
    html: '<p>Goedemorgen, één factuur staat nog open.</p>',
    text: 'Goedemorgen, één factuur staat nog open.',
  },
  sms: {
    channel: 'sms',
    text: 'Fietsen De Vries: er is nieuws over uw factuur. Bel 020-1234567. Geen sms meer? Antwoord STOP.',
    segments: 1,
  },
  whatsapp: {
    channel: 'whatsapp',
    kind: 'template',
    template: 'reminder_nl',
    parameters: ['J. Bakker', 'F-1001'],
    text: 'Beste J. Bakker, factuur F-1001 staat nog open.',
  },
}
const SENDERS: Readonly<Record<MessageChannel, string>> = {
  email: 'Fietsen De Vries <rekening@devries.example>',
  sms: '+31970123456',
  whatsapp: '+31201234567',
}

export const handOverId = (): HandOverId => v7() as HandOverId

/** `fate` is a word of the sandbox's conventions, `digits` the number that stands for it; `ok` and 00001 have none. */
export function recipient(channel: MessageChannel, [word, digits]: readonly [word: string, digits: string]): string {
  return channel === 'email' ? `${word}@klant.example` : `+316123${digits}`
}

export function deliveryTo(channel: MessageChannel, to: string, id = handOverId()): Delivery {
  return {
    handOverId: id,
    to,
    from: SENDERS[channel],
    message: { content: CONTENTS[channel], language: 'nl', template: { name: `${channel}/reminder.nl`, version: 1 } },
  }
}

export function letterTo(name: string, city = 'Utrecht', id = handOverId()): LetterToPrint {
  return { handOverId: id, letter: letterContent(name, city), documentType: 'formal-notice', registered: false }
}

export function batchOf(letters: readonly LetterToPrint[], createdAt = '2027-01-19T09:00:00.000Z'): LetterBatch {
  return { id: v7() as LetterBatchId, createdAt: Date.parse(createdAt) as Instant, layout: layoutOf({}), letters }
}

function letterContent(name: string, city: string): LetterContent {
  return {
    address: { name, street: 'Dorpsstraat', houseNumber: '12', addition: 'A', postcode: '3511 AB', city, country: 'NL' },
    returnAddress: 'Fietsen De Vries, Postbus 1, 1000 AA Amsterdam',
    sender: 'Fietsen De Vries',
    date: '19 januari 2027',
    title: 'Aanmaning',
    paragraphs: ['Uw factuur staat nog open.', 'Wilt u het bedrag betalen?'],
    claimsHeading: { label: 'Factuur', amount: 'Bedrag' },
    claims: [{ label: 'F-1001 van 1 december 2026', amount: '€ 62,50' }],
    total: { label: 'Totaal', amount: '€ 62,50' },
    paymentHeading: 'Zo betaalt u',
    payment: [{ label: 'IBAN', value: 'NL91 ABNA 0417 1643 00' }],
    qr: {
      payload: 'BCD\n002\n1\nSCT\n\nFietsen De Vries\nNL91ABNA0417164300\nEUR62.50\n\nRF18539007547034\n\n',
      caption: 'Scan om te betalen',
    },
    closing: ['Met vriendelijke groet,', 'Fietsen De Vries'],
    language: 'nl',
  }
}
