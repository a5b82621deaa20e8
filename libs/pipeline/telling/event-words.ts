/** What the events of a debtor are called, in both languages: the only words for them, on pages, in the dossier and on the command line. */
import type { CallOutcomeKind, ContactEventKind, HoldKind, Intent, Language, TaskKind } from '#domain'

export const EVENT_WORDS = {
  nl: {
    queued: 'besloten', planned: 'besloten, nog in schaduw', suppressed: 'toch niet verstuurd', expired: 'te laat, opnieuw bekeken', sending: 'op weg',
    accepted: 'aangenomen door de bezorger', refused: 'geweigerd', later: 'uitgesteld door de bezorger', unknown: 'uitkomst onbekend, wordt nagezocht',
    'proven-not-accepted': 'bleek niet aangekomen', sent: 'verstuurd', delivered: 'bezorgd', read: 'gelezen', failed: 'mislukt', returned: 'teruggekomen',
    inbound: 'bericht van de klant', 'called-in': 'klant belde zelf', 'opt-out': 'wil hier geen berichten meer', payment: 'betaling', promise: 'betaalbelofte', 'promise-broken': 'belofte niet nagekomen',
    dispute: 'betwist', 'dispute-resolved': 'betwisting opgelost', hold: 'rust', 'hold-lifted': 'rust voorbij', 'call-outcome': 'gesprek',
    'opt-out-removed': 'wil hier weer berichten', 'promise-withdrawn': 'belofte ingetrokken', 'arrangement-proposed': 'betalingsregeling voorgesteld',
    arrangement: 'betalingsregeling', 'arrangement-kept': 'regeling nagekomen', 'arrangement-broken': 'regeling niet nagekomen',
    'arrangement-cancelled': 'regeling ingetrokken', merged: 'samengevoegd', 'merge-undone': 'samenvoeging teruggedraaid',
    'task-opened': 'taak voor een mens', 'task-closed': 'taak afgerond', 'claim-changed': 'factuur gewijzigd', 'import-undone': 'import teruggedraaid', waived: 'niet in rekening gebracht', 'waiver-withdrawn': 'toch weer in rekening',
    discount: 'korting voor vroeg betalen', 'set-off': 'betaling gaat eerst naar kosten of rente',
    mandate: 'machtiging voor incasso', 'mandate-ended': 'machtiging vervalt', collection: 'incasso', 'debit-returned': 'incasso teruggekomen',
    complaint: 'klacht', 'complaint-closed': 'klacht afgehandeld', enrolled: 'in een campagne', 'left-campaign': 'uit de campagne', preference: 'wil post hier ontvangen',
  },
  en: {
    queued: 'decided', planned: 'decided, still in shadow', suppressed: 'not sent after all', expired: 'too late, decided again', sending: 'on its way',
    accepted: 'accepted by the carrier', refused: 'refused', later: 'put off by the carrier', unknown: 'outcome unknown, being looked up',
    'proven-not-accepted': 'proved not to have arrived', sent: 'sent', delivered: 'delivered', read: 'read', failed: 'failed', returned: 'came back',
    inbound: 'message from the customer', 'called-in': 'the customer called', 'opt-out': 'wants no more messages here', payment: 'payment', promise: 'promise to pay', 'promise-broken': 'promise broken',
    dispute: 'disputed', 'dispute-resolved': 'dispute resolved', hold: 'at rest', 'hold-lifted': 'rest over', 'call-outcome': 'call',
    'opt-out-removed': 'wants messages here again', 'promise-withdrawn': 'promise withdrawn', 'arrangement-proposed': 'payment arrangement proposed',
    arrangement: 'payment arrangement', 'arrangement-kept': 'arrangement kept', 'arrangement-broken': 'arrangement broken',
    'arrangement-cancelled': 'arrangement cancelled', merged: 'merged', 'merge-undone': 'merge undone',
    'task-opened': 'task for a person', 'task-closed': 'task done', 'claim-changed': 'invoice changed', 'import-undone': 'import undone', waived: 'not charged', 'waiver-withdrawn': 'charged after all',
    discount: 'discount for early payment', 'set-off': 'payment covers costs or interest first',
    mandate: 'permission to collect', 'mandate-ended': 'permission to collect ends', collection: 'direct debit', 'debit-returned': 'direct debit came back',
    complaint: 'complaint', 'complaint-closed': 'complaint dealt with', enrolled: 'in a campaign', 'left-campaign': 'out of the campaign', preference: 'wants to be written to here',
  },
} as const satisfies Record<Language, Record<ContactEventKind, string>>

/** What a message came down to. */
export const INTENT_WORDS: Readonly<Record<Language, Readonly<Record<Intent, string>>>> = {
  nl: {
    'will-pay': 'wil betalen', paid: 'heeft betaald', instalments: 'vraagt een regeling', dispute: 'betwist', 'cannot-pay': 'kan niet betalen', 'not-received': 'factuur niet ontvangen', 'call-me': 'wil gebeld worden',
    'wrong-person': 'verkeerde persoon', stop: 'wil hier geen berichten', complaint: 'klacht', 'debt-help': 'schuldhulp', deceased: 'overleden', 'who-is-this': 'wie is dit', other: 'iets anders',
  },
  en: {
    'will-pay': 'will pay', paid: 'has paid', instalments: 'asks for instalments', dispute: 'disputes', 'cannot-pay': 'cannot pay', 'not-received': 'invoice not received', 'call-me': 'wants a call',
    'wrong-person': 'wrong person', stop: 'wants no messages here', complaint: 'complaint', 'debt-help': 'debt help', deceased: 'deceased', 'who-is-this': 'who is this', other: 'something else',
  },
}

/** How a call ended. */
export const OUTCOME_WORDS: Readonly<Record<Language, Readonly<Record<CallOutcomeKind, string>>>> = {
  nl: {
    promise: 'belofte', arrangement: 'regeling', dispute: 'betwisting', paid: 'zegt betaald te hebben', 'cannot-pay': 'kan niet betalen', 'will-not-pay': 'wil niet betalen', 'no-answer': 'geen gehoor', 'call-back': 'terugbellen',
    'wrong-number': 'verkeerd nummer', 'not-received': 'factuur niet ontvangen', 'no-more-calls': 'niet meer bellen', deceased: 'overleden', other: 'anders',
  },
  en: {
    promise: 'promise', arrangement: 'arrangement', dispute: 'dispute', paid: 'says it is paid', 'cannot-pay': 'cannot pay', 'will-not-pay': 'will not pay', 'no-answer': 'no answer', 'call-back': 'call back',
    'wrong-number': 'wrong number', 'not-received': 'invoice not received', 'no-more-calls': 'no more calls', deceased: 'deceased', other: 'other',
  },
}

/** Why it rests, or what a person is to do. */
export const KIND_WORDS: Readonly<Record<Language, Readonly<Record<HoldKind | TaskKind, string>>>> = {
  nl: {
    manual: 'pauze', dispute: 'betwisting', promise: 'belofte', 'absent-from-export': 'niet in de laatste import', complaint: 'klacht', deceased: 'overleden', 'debt-help': 'schuldhulp', reply: 'bericht van de klant',
    arrangement: 'regeling', 'payment-said': 'zegt betaald te hebben', 'wrong-person': 'verkeerde persoon', 'broken-promise': 'belofte niet nagekomen', 'debt-help-review': 'schuldhulp herzien',
    'debt-help-confirmation': 'schuldhulp bevestigen', escalation: 'overdracht', approval: 'regeling goedkeuren', 'outcome-unknown': 'uitkomst onbekend', address: 'adres', visit: 'bezoek', 'credit-stop': 'levering op krediet', 'carrier-code': 'code van de bezorger',
  },
  en: {
    manual: 'pause', dispute: 'dispute', promise: 'promise', 'absent-from-export': 'not in the latest import', complaint: 'complaint', deceased: 'deceased', 'debt-help': 'debt help', reply: 'message from the customer',
    arrangement: 'arrangement', 'payment-said': 'says it is paid', 'wrong-person': 'wrong person', 'broken-promise': 'promise broken', 'debt-help-review': 'review debt help',
    'debt-help-confirmation': 'confirm debt help', escalation: 'hand-over to collection', approval: 'approve an arrangement', 'outcome-unknown': 'outcome unknown', address: 'address', visit: 'visit', 'credit-stop': 'delivery on credit', 'carrier-code': 'code of the carrier',
  },
}

/** How a dispute or a complaint ended. */
export const ENDING_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: { upheld: 'terecht', 'partly-upheld': 'deels terecht', rejected: 'niet terecht', corrected: 'verbeterd', withdrawn: 'ingetrokken' },
  en: { upheld: 'upheld', 'partly-upheld': 'partly upheld', rejected: 'rejected', corrected: 'corrected', withdrawn: 'withdrawn' },
}
