/** The words of the field that stand on many screens: channels, phases, states, holds; the same everywhere. */
import type { Tone } from '../parts/values'

type Words = Readonly<Record<string, string>>

const TONES: Readonly<Record<string, Tone>> = {
  planned: 'plan', queued: 'plan', sending: 'plan', 'handed-over': 'done', sent: 'done', delivered: 'done', read: 'done', accepted: 'done', payment: 'done', 'arrangement-kept': 'done',
  unknown: 'unknown', suppressed: 'wait', expired: 'wait', later: 'wait', hold: 'wait', failed: 'fail', refused: 'fail', returned: 'fail', 'debit-returned': 'fail',
  'promise-broken': 'warn', 'arrangement-broken': 'warn', dispute: 'warn', complaint: 'warn', 'opt-out': 'warn', 'task-opened': 'human',
}
/** Every status has a shape, a word and a colour. */
const toneOf = (state: string): Tone => TONES[state] ?? 'wait'

const nl = {
  channels: { email: 'E-mail', sms: 'Sms', whatsapp: 'WhatsApp', letter: 'Brief', call: 'Telefoon' } as Words,
  phases: {
    welcome: 'welkomstbericht', 'receipt-check': 'ontvangstcheck', 'pre-due': 'vooraankondiging', 'due-day': 'vervaldag', reminder: 'betalingsherinnering', 'formal-notice': 'aanmaning', 'final-demand': 'sommatie', escalation: 'overdracht',
    instalment: 'termijn', 'debit-failed': 'storno', reply: 'antwoord', preference: 'voorkeursvraag',
  } as Words,
  states: {
    planned: 'gepland', queued: 'in wachtrij', sending: 'op weg', unknown: 'onbekend', 'handed-over': 'overgedragen', suppressed: 'niet gestuurd', expired: 'te laat', refused: 'geweigerd', failed: 'mislukt',
    sent: 'verstuurd', delivered: 'bezorgd', read: 'gelezen', accepted: 'aangenomen', returned: 'retour',
  } as Words,
  holds: {
    dispute: 'betwisting', 'debt-help': 'schuldhulp', deceased: 'overleden', complaint: 'klacht', arrangement: 'regeling', manual: 'pauze', promise: 'belofte', reply: 'bericht wacht', 'payment-said': 'zegt betaald te hebben',
    'wrong-person': 'verkeerde persoon', 'absent-from-export': 'niet in de laatste import',
  } as Words,
  promiseStates: { open: 'loopt', kept: 'nagekomen', broken: 'niet nagekomen', withdrawn: 'ingetrokken' } as Words,
  kinds: { consumer: 'particulier', business: 'bedrijf' } as Words,
  segments: { standard: 'standaard', loyal: 'trouw', notorious: 'vaak te laat' } as Words,
  toneOf,
}

const en = {
  channels: { email: 'E-mail', sms: 'SMS', whatsapp: 'WhatsApp', letter: 'Letter', call: 'Telephone' },
  phases: {
    welcome: 'welcome message', 'receipt-check': 'receipt check', 'pre-due': 'notice in advance', 'due-day': 'due day', reminder: 'reminder', 'formal-notice': 'formal notice', 'final-demand': 'final demand', escalation: 'hand-over to collection',
    instalment: 'instalment', 'debit-failed': 'returned debit', reply: 'answer', preference: 'question of preference',
  },
  states: {
    planned: 'planned', queued: 'queued', sending: 'on its way', unknown: 'unknown', 'handed-over': 'handed over', suppressed: 'not sent', expired: 'too late', refused: 'refused', failed: 'failed',
    sent: 'sent', delivered: 'delivered', read: 'read', accepted: 'accepted', returned: 'returned',
  },
  holds: {
    dispute: 'dispute', 'debt-help': 'debt help', deceased: 'deceased', complaint: 'complaint', arrangement: 'arrangement', manual: 'pause', promise: 'promise', reply: 'message waits', 'payment-said': 'says it is paid',
    'wrong-person': 'wrong person', 'absent-from-export': 'not in the latest import',
  },
  promiseStates: { open: 'runs', kept: 'kept', broken: 'broken', withdrawn: 'withdrawn' },
  kinds: { consumer: 'consumer', business: 'business' },
  segments: { standard: 'standard', loyal: 'loyal', notorious: 'often late' },
  toneOf,
} satisfies typeof nl

export const words = { nl, en }
