/** The words of the page of one debtor. */
const WEEKDAYS: Readonly<Record<string, string>> = { monday: 'maandag', tuesday: 'dinsdag', wednesday: 'woensdag', thursday: 'donderdag', friday: 'vrijdag', saturday: 'zaterdag', sunday: 'zondag' }
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (day: number): string => `${day}${ENDINGS[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th'}`
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

const nl = {
  open: 'Open bedrag', rests: 'Rust', none: '-', prefers: 'Voorkeur', language: 'Taal', nextLook: 'Volgende blik',
  claims: 'Vorderingen', noClaims: 'Niets open.', settled: (count: number) => `${count} eerder voldaan`,
  reach: 'Contact', unusable: 'werkt niet', changeIt: 'Wijzig', addIt: 'Toevoegen', income: 'Inkomensdag', noIncome: 'onbekend', learned: 'afgeleid uit betalingen', stated: 'zelf opgegeven', imported: 'uit de administratie',
  promises: 'Beloftes', arrangements: 'Regelingen', arrangementStates: { proposed: 'voorgesteld', active: 'loopt', kept: 'nagekomen', broken: 'niet nagekomen', cancelled: 'ingetrokken' } as Readonly<Record<string, string>>,
  timeline: 'Tijdlijn', kinds: { all: 'alles', message: 'bericht', talk: 'gesprek', money: 'geld', agreed: 'afspraak', task: 'taak' }, nothingYet: 'Er is nog niets gebeurd.', older: 'Ouder',
  why: 'Waarom', next: 'Wat gebeurt hierna', nextHint: 'Als niemand iets doet:', noNext: 'Er staat niets gepland. Een nieuwe gebeurtenis vraagt om een nieuw besluit.', onThat: (at: string) => `Op ${at} kijken de regels opnieuw.`,
  future: 'De komende 60 dagen', futures: { silence: 'betaalt niet', promise: 'belooft over 7 dagen', dispute: (claim: string) => `betwist ${claim}` },
  futureHint: 'Volgens de regels van nu, als ieder bericht aankomt en verder niets gebeurt.', nothingForeseen: 'Geen contact en geen taak.', arrives: 'bezorgd verwacht',
  note: 'Vastleggen', promise: 'Belofte vastleggen', dossier: 'Dossier (PDF)',
  merged: 'Deze debiteur is samengevoegd met een andere. Alles staat daar.', toSurvivor: 'Naar dat dossier', erased: 'De gegevens van deze persoon zijn gewist.',
  rest: 'Pauze van 7 dagen', restDone: 'Pauze van 7 dagen geplaatst.', lift: 'Opheffen',
  incomeRule: { month: (day: unknown) => (day === 'last' ? 'de laatste dag van de maand' : `elke ${String(day)}e`), week: (day: unknown) => `elke week op ${WEEKDAYS[String(day)] ?? String(day)}`, other: 'elke vier weken', calendar: 'volgens kalender' },
}
const en = {
  open: 'Open amount', rests: 'Rest', none: '-', prefers: 'Prefers', language: 'Language', nextLook: 'Next look',
  claims: 'Claims', noClaims: 'Nothing open.', settled: (count: number) => `${count} settled before`,
  reach: 'Contact', unusable: 'does not work', changeIt: 'Change', addIt: 'Add', income: 'Income day', noIncome: 'unknown', learned: 'learned from payments', stated: 'told by the debtor', imported: 'from the administration',
  promises: 'Promises', arrangements: 'Arrangements', arrangementStates: { proposed: 'proposed', active: 'runs', kept: 'kept', broken: 'broken', cancelled: 'cancelled' },
  timeline: 'Timeline', kinds: { all: 'all', message: 'message', talk: 'call', money: 'money', agreed: 'agreement', task: 'task' }, nothingYet: 'Nothing happened yet.', older: 'Older',
  why: 'Why', next: 'What happens next', nextHint: 'If nobody does anything:', noNext: 'Nothing is planned. A new fact asks for a new decision.', onThat: (at: string) => `On ${at} the rules look again.`,
  future: 'The next 60 days', futures: { silence: 'does not pay', promise: 'promises in 7 days', dispute: (claim: string) => `disputes ${claim}` },
  futureHint: 'By the rules of now, if every message arrives and nothing else happens.', nothingForeseen: 'No contact and no task.', arrives: 'expected on',
  note: 'Note', promise: 'Note a promise', dossier: 'File (PDF)',
  merged: 'This debtor was merged with another one. Everything stands there.', toSurvivor: 'To that file', erased: 'What was known of this person was erased.',
  rest: 'Rest for 7 days', restDone: 'A rest of 7 days was placed.', lift: 'Lift',
  incomeRule: { month: (day: unknown) => (day === 'last' ? 'the last day of the month' : `every ${ordinal(Number(day))}`), week: (day: unknown) => `every ${capital(String(day))}`, other: 'every four weeks', calendar: 'by a calendar' },
} satisfies typeof nl

export const texts = { nl, en }
