/** Why a contact did not go, in a few words each: for counts, where a whole sentence has no place. */
const nl: Readonly<Record<string, string>> = {
  'step-not-due': 'nog niet aan de beurt', 'closed-day': 'een dag waarop niets mag', 'outside-hours': 'buiten de uren', 'cap-day': 'genoeg voor één dag', 'cap-window': 'genoeg voor deze periode',
  'phase-gap': 'te kort na de vorige', 'contact-under-way': 'er is al iets onderweg', hold: 'rust', 'promise-open': 'er loopt een belofte', 'payments-not-read': 'betalingen nog niet ingelezen',
  'to-be-collected': 'wordt geïncasseerd', collected: 'net geïncasseerd', 'person-decides': 'een medewerker beslist', 'campaign-paused': 'campagne gepauzeerd',
  settled: 'alles is betaald', 'claim-settled': 'factuur is betaald', 'amount-changed': 'bedrag is veranderd', 'costs-changed': 'kosten zijn veranderd', 'no-consent': 'geen toestemming', 'opted-out': 'wil dit niet meer',
  'channel-closed': 'kanaal mag hier niet', 'contact-point-unusable': 'adres of nummer werkt niet', 'no-channel-left': 'geen kanaal over', 'beyond-calendar': 'voorbij de kalender', 'too-late': 'te laat geworden',
  'stopped-by-operator': 'gestopt door een medewerker', superseded: 'ingehaald door iets nieuws', 'promise-broken': 'belofte niet nagekomen', 'arrangement-broken': 'regeling niet nagekomen', unsaid: 'zonder reden bewaard',
}

const en: typeof nl = {
  'step-not-due': 'not its turn yet', 'closed-day': 'a day on which nothing may go', 'outside-hours': 'outside the hours', 'cap-day': 'enough for one day', 'cap-window': 'enough for this period',
  'phase-gap': 'too soon after the one before', 'contact-under-way': 'something is on its way', hold: 'at rest', 'promise-open': 'a promise is open', 'payments-not-read': 'payments not read yet',
  'to-be-collected': 'will be collected', collected: 'just collected', 'person-decides': 'a person decides', 'campaign-paused': 'campaign paused',
  settled: 'everything is paid', 'claim-settled': 'the invoice is paid', 'amount-changed': 'the amount changed', 'costs-changed': 'the costs changed', 'no-consent': 'no consent', 'opted-out': 'wants this no more',
  'channel-closed': 'channel not allowed here', 'contact-point-unusable': 'address or number does not work', 'no-channel-left': 'no channel left', 'beyond-calendar': 'beyond the calendar', 'too-late': 'became too late',
  'stopped-by-operator': 'stopped by a person', superseded: 'overtaken by something new', 'promise-broken': 'promise broken', 'arrangement-broken': 'arrangement broken', unsaid: 'kept without a reason',
}

export const reasonWords = { nl, en }
