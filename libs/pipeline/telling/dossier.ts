/** The dossier of a debtor for a bailiff or a request for access: as data, and as pages that read in order. */
import { renderPages } from '#channels'
import {
  channelName,
  decimal,
  displayDate,
  displayMoney,
  isoInZone,
  localDateOf,
  phaseName,
  reasonSentence,
  type Address,
  type Instant,
  type Language,
} from '#domain'
import type { Dossier, EvidenceOfContact, EvidenceOfSending } from '#store'
import { EVENT_WORDS } from './event-words'
import { carrierCode, reasonsOfStop, tellEvent } from './tell-timeline'

/** Amounts with their decimals, instants as they are. */
export const dossierData = ({ madeAt, claims, contacts, ...rest }: Dossier): Record<string, unknown> => ({
  madeAt: new Date(madeAt).toISOString(),
  ...rest,
  claims: claims.map(({ original, open, ...claim }) => ({ ...claim, original: decimal(original), open: decimal(open) })),
  contacts: contacts.map(({ amount, ...contact }) => ({ ...contact, amount: decimal(amount) })),
})

const WORDS = {
  nl: {
    title: 'Dossier',
    made: 'Gemaakt op',
    claims: 'Facturen',
    due: 'te betalen voor',
    open: 'nog open',
    why: 'Waarom',
    to: 'Aan',
    sent: 'Verstuurd',
    called: 'Gebeld',
    reference: 'kenmerk van de vervoerder',
    template: 'Sjabloon',
    hash: 'Controlegetal (SHA-256)',
    intact: 'de tekst klopt met het controlegetal',
    broken: 'DE TEKST KLOPT NIET MET HET CONTROLEGETAL',
    erased: 'De tekst is gewist.',
    with: 'Bijlage',
    without: 'Niet meegestuurd, niet gevonden of te groot',
    events: 'Gebeurtenissen',
    received: 'Ontvangen berichten',
    posted: 'gepost op',
    none: 'Geen.',
  },
  en: {
    title: 'Dossier',
    made: 'Made on',
    claims: 'Invoices',
    due: 'due on',
    open: 'still open',
    why: 'Why',
    to: 'To',
    sent: 'Sent',
    called: 'Called',
    reference: "carrier's reference",
    template: 'Template',
    hash: 'Checksum (SHA-256)',
    intact: 'the text agrees with the checksum',
    broken: 'THE TEXT DOES NOT AGREE WITH THE CHECKSUM',
    erased: 'The text was erased.',
    with: 'Attachment',
    without: 'Not sent along, not found or too large',
    events: 'Events',
    received: 'Messages received',
    posted: 'posted on',
    none: 'None.',
  },
} as const satisfies Record<Language, Record<string, string>>

/** The same bytes for the same dossier. */
export function dossierAsPdf(dossier: Dossier, language: Language, zone: string): Promise<Buffer> {
  const words = WORDS[language]
  const { debtor, creditor, claims, contacts, received, events, madeAt } = dossier
  const when = (at: string): string =>
    isoInZone(Date.parse(at) as Instant, zone)
      .replace('T', ' ')
      .slice(0, 19)
  const told = (events: EvidenceOfContact['events'], contact: EvidenceOfContact | null): string[] =>
    events.map(({ at, ...event }) => {
      const why = reasonsOfStop(event.kind, event.detail).map((reason) => reasonSentence(reason, language))
      return `${when(at)}  ${tellEvent({ ...event, contact }, language)}${carrierCode(event.detail)}${why.length === 0 ? '' : `. ${why.join(' ')}`}`
    })
  const contactPart = (contact: EvidenceOfContact): { heading: string; paragraphs: string[] } => ({
    heading: `${when(contact.plannedFor)}: ${phaseName(contact.phase, language)}, ${channelName(contact.channel, language)}${contact.state === 'handed-over' ? '' : ` (${EVENT_WORDS[language][contact.state]})`}`,
    paragraphs: [
      `${contact.claims.join(', ')}: ${displayMoney(contact.amount, language)}`,
      ...(contact.postedOn === null
        ? []
        : [`${words.posted} ${displayDate(contact.postedOn, language)}${contact.barcode ? `, ${contact.barcode}` : ''}`]),
      ...(contact.reasons.length === 0
        ? []
        : [`${words.why}: ${contact.reasons.map((reason) => reasonSentence(reason, language)).join(' ')}`]),
      ...contact.sendings.flatMap((sending) => sendingTexts(sending, language, when)),
      ...(contact.events.length === 0 ? [] : [words.events, ...told(contact.events, contact)]),
    ],
  })
  const orNone = (texts: readonly string[]): readonly string[] => (texts.length === 0 ? [words.none] : texts)
  return renderPages(
    {
      title: `${words.title} ${debtor.reference}: ${debtor.name}`,
      author: creditor,
      language,
      parts: [
        { heading: `${words.made} ${displayDate(localDateOf(madeAt, zone), language)}`, paragraphs: [creditor] },
        {
          heading: words.claims,
          paragraphs: orNone(
            claims.map(
              ({ reference, invoiceNumber, dueOn, original, open }) =>
                `${invoiceNumber ?? reference}, ${words.due} ${displayDate(dueOn, language)}: ${displayMoney(original, language)}, ${displayMoney(open, language)} ${words.open}`,
            ),
          ),
        },
        ...contacts.map(contactPart),
        {
          heading: words.received,
          paragraphs: orNone(received.map(({ at, channel, text }) => `${when(at)}  ${channelName(channel, language)}: ${text}`)),
        },
        { heading: words.events, paragraphs: orNone(told(events, null)) },
      ],
    },
    new Date(madeAt),
  )
}

function sendingTexts(
  { channel, startedAt, carrier, carrierReference, state, receipt, message, hash, intact }: EvidenceOfSending,
  language: Language,
  when: (at: string) => string,
): string[] {
  const words = WORDS[language]
  const came = EVENT_WORDS[language][receipt ?? (state === 'not-accepted' ? 'proven-not-accepted' : state)]
  const head =
    channel === 'call'
      ? `${words.called} ${when(startedAt)}`
      : `${words.sent} ${when(startedAt)}, ${carrier}, ${came}${carrierReference === null ? '' : `, ${words.reference} ${carrierReference}`}`
  if (!message) return [head, words.erased]
  return [
    head,
    `${words.to}: ${shownAddress(message.to)}`,
    `${words.template}: ${message.template}, ${message.templateVersion}`,
    ...(hash === null ? [] : [`${words.hash}: ${hash}; ${intact === true ? words.intact : words.broken}`]),
    ...(message.subject === null ? [] : [message.subject]),
    ...(message.documents ?? []).map(({ name, bytes, sha256 }) => `${words.with}: ${name}, ${bytes} bytes, SHA-256 ${sha256}`),
    ...(message.documentsMissing ?? []).map((name) => `${words.without}: ${name}`),
    ...message.text.split(/\n{2,}/).filter((text) => text.trim() !== ''),
  ]
}

const shownAddress = (address: Address): string =>
  typeof address === 'string'
    ? address
    : [
        address.name,
        `${address.street} ${address.houseNumber}${address.addition ? ` ${address.addition}` : ''}`,
        `${address.postcode} ${address.city}`,
        address.country,
      ].join(', ')
