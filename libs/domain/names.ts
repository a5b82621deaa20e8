/** Names: what phases and channels are called in nl and en. */
import type { Channel } from './channel'
import type { Waivable, WaiverReason } from './charges'
import type { Weekday } from './dates'
import type { Language } from './owing'
import type { Phase } from './phase'

/** A name with and without its article, since Dutch has two. */
interface Name {
  readonly bare: string
  readonly withArticle: string
}
const named = (article: string, bare: string): Name => ({ bare, withArticle: `${article} ${bare}` })

const PHASES = {
  nl: {
    welcome: named('het', 'welkomstbericht'),
    'receipt-check': named('de', 'ontvangstcheck'),
    'pre-due': named('de', 'vooraankondiging'),
    'due-day': named('het', 'bericht op de betaaldag'),
    reminder: named('de', 'betalingsherinnering'),
    'formal-notice': named('de', 'aanmaning'),
    'final-demand': named('de', 'sommatie'),
    escalation: named('het', 'voorstel voor overdracht'),
    instalment: named('het', 'termijnbericht'),
    'debit-failed': named('het', 'bericht over een mislukte incasso'),
    'invoice-copy': named('de', 'factuur die wij opnieuw sturen'),
    reply: named('het', 'antwoord'),
    preference: named('de', 'vraag naar uw voorkeur'),
  },
  en: {
    welcome: named('the', 'welcome message'),
    'receipt-check': named('the', 'receipt check'),
    'pre-due': named('the', 'advance notice'),
    'due-day': named('the', 'due-day message'),
    reminder: named('the', 'payment reminder'),
    'formal-notice': named('the', 'formal notice'),
    'final-demand': named('the', 'final demand'),
    escalation: named('the', 'proposal to hand over'),
    instalment: named('the', 'instalment message'),
    'debit-failed': named('the', 'message about a failed direct debit'),
    'invoice-copy': named('the', 'invoice that we send again'),
    reply: named('the', 'answer'),
    preference: named('the', 'question about your preference'),
  },
} satisfies Record<Language, Record<Phase, Name>>

/** A channel by itself, and as the way in which somebody is reached. */
const CHANNELS_BY_NAME = {
  nl: {
    email: { name: 'e-mail', by: 'per e-mail' },
    sms: { name: 'sms', by: 'per sms' },
    whatsapp: { name: 'WhatsApp', by: 'via WhatsApp' },
    letter: { name: 'brief', by: 'per brief' },
    call: { name: 'telefoon', by: 'per telefoon' },
  },
  en: {
    email: { name: 'e-mail', by: 'by e-mail' },
    sms: { name: 'text message', by: 'by text message' },
    whatsapp: { name: 'WhatsApp', by: 'on WhatsApp' },
    letter: { name: 'letter', by: 'by letter' },
    call: { name: 'phone', by: 'by phone' },
  },
} satisfies Record<Language, Record<Channel, { readonly name: string; readonly by: string }>>

export const phaseName = (phase: Phase, language: Language): string => PHASES[language][phase].bare
/** `de aanmaning`, `het antwoord`, `the formal notice`. */
export const phaseWithArticle = (phase: Phase, language: Language): string => PHASES[language][phase].withArticle
export const channelName = (channel: Channel, language: Language): string => CHANNELS_BY_NAME[language][channel].name
/** `per e-mail`, `on WhatsApp`. */
export const byChannel = (channel: Channel, language: Language): string => CHANNELS_BY_NAME[language][channel].by

const WEEKDAYS_NL: Readonly<Record<Weekday, string>> = {
  monday: 'maandag',
  tuesday: 'dinsdag',
  wednesday: 'woensdag',
  thursday: 'donderdag',
  friday: 'vrijdag',
  saturday: 'zaterdag',
  sunday: 'zondag',
}
const isWeekday = (name: string): name is Weekday => name in WEEKDAYS_NL
/** The holidays of the Algemene termijnenwet; a reason keeps the Dutch name, by which a calendar and a creditor name their days. */
const HOLIDAYS_EN: Readonly<Record<string, string>> = {
  Nieuwjaarsdag: "New Year's Day",
  'Goede Vrijdag': 'Good Friday',
  'Tweede paasdag': 'Easter Monday',
  Koningsdag: "King's Day",
  Bevrijdingsdag: 'Liberation Day',
  Hemelvaartsdag: 'Ascension Day',
  'Tweede pinksterdag': 'Whit Monday',
  'Eerste kerstdag': 'Christmas Day',
  'Tweede kerstdag': 'Second day of Christmas',
  'Gelijkgestelde dag': 'Equalised day',
}
/** Why a day is closed: a holiday or a weekday has its own name in each language, a creditor's day off the one it was given. */
export function closedDayName(name: string, language: Language): string {
  if (!isWeekday(name)) return language === 'nl' ? name : (HOLIDAYS_EN[name] ?? name)
  return language === 'nl' ? `een ${WEEKDAYS_NL[name]}` : `a ${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

const CHARGES = {
  nl: { costs: 'incassokosten', interest: 'rente' },
  en: { costs: 'collection costs', interest: 'interest' },
} satisfies Record<Language, Record<Waivable, string>>
const WAIVER_REASONS_BY_NAME = {
  nl: {
    'our-mistake': 'er ging bij ons iets mis',
    goodwill: 'wij komen u graag tegemoet',
    hardship: 'betalen is nu moeilijk voor u',
    agreed: 'dat hebben wij zo afgesproken',
  },
  en: {
    'our-mistake': 'something went wrong on our side',
    goodwill: 'we are glad to meet you halfway',
    hardship: 'paying is hard for you now',
    agreed: 'we agreed on it',
  },
} satisfies Record<Language, Record<WaiverReason, string>>
export const chargeName = (what: Waivable, language: Language): string => CHARGES[language][what]
/** As a sentence that may follow a colon. */
export const waiverReason = (reason: WaiverReason, language: Language): string => WAIVER_REASONS_BY_NAME[language][reason]
