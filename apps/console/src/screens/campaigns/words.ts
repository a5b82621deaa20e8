/** Words that campaigns share with whatever tells of channels, phases and states: a closed set each, so a new one does not compile without its word. */
const nl = {
  channel: { email: 'e-mail', sms: 'sms', whatsapp: 'WhatsApp', letter: 'brief', call: 'bellen' } as Readonly<Record<string, string>>,
  phase: {
    welcome: 'welkomstbericht', 'receipt-check': 'ontvangstcheck', 'pre-due': 'vóór de vervaldag', 'due-day': 'vervaldag', reminder: 'herinnering', 'formal-notice': 'aanmaning', 'final-demand': 'sommatie', escalation: 'overdracht',
    none: 'nog niets', instalment: 'termijn', 'debit-failed': 'storno', reply: 'antwoord', preference: 'voorkeursvraag',
  } as Readonly<Record<string, string>>,
  campaignState: { draft: 'concept', running: 'loopt', paused: 'gepauzeerd', stopped: 'gestopt', finished: 'klaar' },
  enrolment: {
    waiting: 'wacht', contacted: 'in contact', held: 'pauze', 'with-person': 'bij een medewerker', settled: 'betaald', answered: 'beantwoord', stopped: 'eruit', excluded: 'niet mee',
  } as Readonly<Record<string, string>>,
  excluded: {
    settled: 'heeft niets open', 'in-other-journey': 'in een andere campagne', 'strategy-not-for-kind': 'strategie niet voor deze soort', 'on-hold': 'alle contact ligt stil',
    'no-contact-point': 'geen adres of nummer', 'opted-out': 'wil geen berichten', 'preference-known': 'voorkeur al bekend', 'asked-before': 'al eerder gevraagd',
  } as Readonly<Record<string, string>>,
  attempt: {
    planned: 'gepland', queued: 'in wachtrij', sending: 'wordt verstuurd', unknown: 'onbekend', 'handed-over': 'verstuurd', suppressed: 'niet gestuurd', expired: 'verlopen', refused: 'geweigerd', failed: 'mislukt',
  } as Readonly<Record<string, string>>,
}

const en = {
  channel: { email: 'e-mail', sms: 'text message', whatsapp: 'WhatsApp', letter: 'letter', call: 'call' },
  phase: {
    welcome: 'welcome message', 'receipt-check': 'receipt check', 'pre-due': 'before the due date', 'due-day': 'due day', reminder: 'reminder', 'formal-notice': 'formal notice', 'final-demand': 'final demand', escalation: 'hand-over',
    none: 'nothing yet', instalment: 'instalment', 'debit-failed': 'returned debit', reply: 'reply', preference: 'question of preference',
  },
  campaignState: { draft: 'draft', running: 'running', paused: 'paused', stopped: 'stopped', finished: 'finished' },
  enrolment: { waiting: 'waiting', contacted: 'in contact', held: 'on hold', 'with-person': 'with a colleague', settled: 'settled', answered: 'answered', stopped: 'left', excluded: 'left out' },
  excluded: {
    settled: 'owes nothing now', 'in-other-journey': 'in another campaign', 'strategy-not-for-kind': 'strategy not for this kind', 'on-hold': 'all contact is on hold',
    'no-contact-point': 'no address or number', 'opted-out': 'wants no messages', 'preference-known': 'preference is known', 'asked-before': 'asked before',
  },
  attempt: {
    planned: 'planned', queued: 'queued', sending: 'being sent', unknown: 'unknown', 'handed-over': 'sent', suppressed: 'not sent', expired: 'expired', refused: 'refused', failed: 'failed',
  },
} satisfies typeof nl

export const words = { nl, en }
