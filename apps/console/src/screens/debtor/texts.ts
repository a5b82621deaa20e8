/** The words of the page of one debtor. */
const WEEKDAYS: Readonly<Record<string, string>> = { monday: 'maandag', tuesday: 'dinsdag', wednesday: 'woensdag', thursday: 'donderdag', friday: 'vrijdag', saturday: 'zaterdag', sunday: 'zondag' }
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (day: number): string => `${day}${ENDINGS[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th'}`
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

const nl = {
  open: 'Open bedrag', rests: 'Rust', none: '-', prefers: 'Voorkeur', vulnerable: 'kwetsbaar', care: 'Omgang', language: 'Taal', nextLook: 'Volgende blik',
  claims: 'Vorderingen', noClaims: 'Niets open.', ledger: 'grootboek', costs: 'Incassokosten', vat: 'Btw daarover', interest: 'Rente', since: 'vanaf', totalToday: 'Samen vandaag',
  lines: { principal: 'factuur', payment: 'betaling', 'credit-note': 'creditnota', correction: 'correctie', withdrawal: 'ingetrokken', discount: 'korting', costs: 'kosten, door betaling gedekt', interest: 'rente, door betaling gedekt' } as Readonly<Record<string, string>>, settled: (count: number) => `${count} eerder voldaan`,
  reach: 'Contact', unusable: 'werkt niet', optedOut: 'afgemeld', consent: 'Toestemming', agreed: 'akkoord', withdrawn: 'ingetrokken', colleague: 'een collega',
  askedBy: (who: string | null, where: string) => `${who === null ? 'Gevraagd' : `Gevraagd door ${who}`} via ${where}.`, sources: { api: 'een ander systeem', import: 'de administratie', call: 'een gesprek' } as Readonly<Record<string, string>>,
  changeIt: 'Wijzig', addIt: 'Toevoegen', income: 'Inkomensdag', noIncome: 'onbekend', learned: 'afgeleid uit betalingen', stated: 'zelf opgegeven', imported: 'uit de administratie',
  promises: 'Beloftes', arrangement: 'Regeling', paid: 'betaald',
  mandate: 'Machtiging', noMandate: 'Geen machtiging voor incasso.', collectOn: (on: string) => (on === 'day-after-income' ? 'Incasso op de bankdag na het geld.' : `Incasso op de ${on}e.`), coming: 'Volgende incasso', changeUntil: 'te wijzigen t/m', fixedSince: 'staat vast sinds', changeDay: 'Andere dag',
  files: 'Bestanden', noFiles: 'Niets meegestuurd.', news: (what: readonly string[], more: number) => `Nieuw: ${what.join(' · ')}${more > 0 ? ` en nog ${more}` : ''}`, showNews: 'Tonen', phase: 'Fase', nextAct: 'Hierna', collection: 'incasso',
  arrangementStates: { proposed: 'voorgesteld', active: 'loopt', kept: 'nagekomen', broken: 'niet nagekomen', cancelled: 'ingetrokken' } as Readonly<Record<string, string>>,
  timeline: 'Tijdlijn', kinds: { all: 'alles', message: 'bericht', talk: 'gesprek', money: 'geld', agreed: 'afspraak', task: 'taak' }, nothingYet: 'Er is nog niets gebeurd.', older: 'Ouder',
  why: 'Waarom', next: 'Wat gebeurt hierna', nextHint: 'Als niemand iets doet:', noNext: 'Er staat niets gepland. Een nieuwe gebeurtenis vraagt om een nieuw besluit.', onThat: (at: string) => `Op ${at} kijken de regels opnieuw.`,
  future: 'De komende 60 dagen', futures: { silence: 'betaalt niet', promise: 'belooft over 7 dagen', dispute: (claim: string) => `betwist ${claim}` },
  futureHint: 'Volgens de regels van nu, als ieder bericht aankomt en verder niets gebeurt.', nothingForeseen: 'Geen contact en geen taak.', arrives: 'bezorgd verwacht',
  note: 'Vastleggen', promise: 'Belofte vastleggen', dossier: 'Dossier (PDF)',
  merged: 'Deze debiteur is samengevoegd met een andere. Alles staat daar.', toSurvivor: 'Naar dat dossier', erased: 'De gegevens van deze persoon zijn gewist.',
  rest: '7 dagen pauze', remind: 'Nu herinneren', lift: 'Opheffen',
  incomeRule: { month: (day: unknown) => (day === 'last' ? 'de laatste dag van de maand' : `elke ${String(day)}e`), week: (day: unknown) => `elke week op ${WEEKDAYS[String(day)] ?? String(day)}`, other: 'elke vier weken', calendar: 'volgens kalender' },
}
const en = {
  open: 'Open amount', rests: 'Rest', none: '-', prefers: 'Prefers', vulnerable: 'vulnerable', care: 'How to deal', language: 'Language', nextLook: 'Next look',
  claims: 'Claims', noClaims: 'Nothing open.', ledger: 'ledger', costs: 'Collection costs', vat: 'VAT on them', interest: 'Interest', since: 'from', totalToday: 'Together today',
  lines: { principal: 'invoice', payment: 'payment', 'credit-note': 'credit note', correction: 'correction', withdrawal: 'withdrawn', discount: 'discount', costs: 'costs, covered by a payment', interest: 'interest, covered by a payment' }, settled: (count: number) => `${count} settled before`,
  reach: 'Contact', unusable: 'does not work', optedOut: 'opted out', consent: 'Consent', agreed: 'agreed', withdrawn: 'withdrawn', colleague: 'a colleague',
  askedBy: (who: string | null, where: string) => `${who === null ? 'Asked' : `Asked by ${who}`} by way of ${where}.`, sources: { api: 'another system', import: 'the books', call: 'a call' },
  changeIt: 'Change', addIt: 'Add', income: 'Income day', noIncome: 'unknown', learned: 'learned from payments', stated: 'told by the debtor', imported: 'from the administration',
  promises: 'Promises', arrangement: 'Arrangement', paid: 'paid',
  mandate: 'Mandate', noMandate: 'No mandate to collect.', collectOn: (on: string) => (on === 'day-after-income' ? 'Collected on the bank day after the money.' : `Collected on day ${on}.`), coming: 'Next direct debit', changeUntil: 'to be changed until', fixedSince: 'fixed since', changeDay: 'Another day',
  files: 'Files', noFiles: 'Nothing was sent along.', news: (what: readonly string[], more: number) => `New: ${what.join(' · ')}${more > 0 ? ` and ${more} more` : ''}`, showNews: 'Show', phase: 'Phase', nextAct: 'Next', collection: 'direct debit',
  arrangementStates: { proposed: 'proposed', active: 'runs', kept: 'kept', broken: 'broken', cancelled: 'cancelled' },
  timeline: 'Timeline', kinds: { all: 'all', message: 'message', talk: 'call', money: 'money', agreed: 'agreement', task: 'task' }, nothingYet: 'Nothing happened yet.', older: 'Older',
  why: 'Why', next: 'What happens next', nextHint: 'If nobody does anything:', noNext: 'Nothing is planned. A new fact asks for a new decision.', onThat: (at: string) => `On ${at} the rules look again.`,
  future: 'The next 60 days', futures: { silence: 'does not pay', promise: 'promises in 7 days', dispute: (claim: string) => `disputes ${claim}` },
  futureHint: 'By the rules of now, if every message arrives and nothing else happens.', nothingForeseen: 'No contact and no task.', arrives: 'expected on',
  note: 'Note', promise: 'Note a promise', dossier: 'File (PDF)',
  merged: 'This debtor was merged with another one. Everything stands there.', toSurvivor: 'To that file', erased: 'What was known of this person was erased.',
  rest: 'Rest for 7 days', remind: 'Remind now', lift: 'Lift',
  incomeRule: { month: (day: unknown) => (day === 'last' ? 'the last day of the month' : `every ${ordinal(Number(day))}`), week: (day: unknown) => `every ${capital(String(day))}`, other: 'every four weeks', calendar: 'by a calendar' },
} satisfies typeof nl

export const texts = { nl, en }
