/** What the fields of policies, strategies and templates are called, where a difference names them. */
import type { Language } from '#domain'

export const DIFFERENCE_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: {
    subject: 'onderwerp', preheader: 'voorregel', body: 'tekst', whatsapp: 'WhatsApp', parameters: 'invulplekken', text: 'tekst', kinds: 'voor wie', level: 'taalniveau', segment: 'relatie', language: 'taal',
    steps: 'stappen', phase: 'fase', day: 'dag', days: 'dagen', from: 'vanaf', step: 'stap', channel: 'kanaal', for: 'voor wie', charges: 'kosten', afterBrokenArrangement: 'na een gemiste termijn',
    hours: 'uren', opens: 'van', closes: 'tot', email: 'e-mail', sms: 'sms', letter: 'brief', call: 'bellen', calendars: 'kalenders', contact: 'contact', bank: 'bank', post: 'post', zone: 'tijdzone',
    caps: 'aantal contacten', perDay: 'per dag', perWindow: 'per periode', windowDays: 'dagen van de periode', unansweredCallWeight: 'gewicht van geen gehoor', minDaysBetweenPhases: 'dagen tussen fasen',
    softDueDate: 'zachte vervaldag', withinDays: 'binnen dagen', exceptSegments: 'niet voor', waitForIncome: 'wachten op inkomen', phases: 'fasen', payByWithinDays: 'betaaldag binnen dagen',
    consolidateWithinDays: 'samenvoegen binnen dagen', promiseGraceBankDays: 'bankdagen na een belofte', directDebit: 'incasso', debtHelpReviewMonths: 'maanden pauze bij schuldhulp',
    legalPhases: 'wettelijke fasen', closedChannels: 'gesloten kanalen', channelOrder: 'volgorde van kanalen', channelMatrix: 'kanaalkeuze', postDays: 'dagen van de post', value: 'waarde', posting: 'posten', ownClosedDays: 'eigen vrije dagen', name: 'naam',
    cutOff: 'sluiting', releaseAt: 'vrijgeven om', noticeTermDays: 'dagen van de aanmaning', collectionCosts: 'incassokosten', charged: 'gerekend', most: 'hoogstens', minimum: 'minimum', maximum: 'maximum',
    interest: 'rente', vatAdded: 'btw erbij', vatPercent: 'btw-percentage', slices: 'schijven', percent: 'procent', upTo: 'tot en met', latenessHours: 'uren te laat', requirePaymentsRead: 'wachten op betalingen',
  },
  en: {},
}
