/** The words of the window in which one notes what a debtor asked or agreed to. */
import type { ActKind, FieldName } from './acts'

const nl = {
  title: 'Vastleggen', what: 'Wat', save: 'Opslaan', cancel: 'Niet doen', noted: (act: string) => `${act}: vastgelegd.`,
  acts: { promise: 'Belofte', arrangement: 'Regeling', dispute: 'Betwisting', rest: 'Pauze tot een dag', 'debt-help': 'Schuldhulp', income: 'Inkomensdag', preference: 'Voorkeur' } satisfies Record<ActKind, string>,
  days: { promise: 'Betaalt uiterlijk', arrangement: 'Eerste termijn', rest: 'Geen contact tot' } as Partial<Record<ActKind, string>>,
  fields: { day: '', amount: 'Bedrag', terms: 'Aantal termijnen, elke maand', claim: 'Welke factuur', about: 'Waarover', monthDay: 'Dag van de maand', channel: 'Het liefst via', note: 'Notitie voor collega’s' } satisfies Record<FieldName, string>,
  missing: {
    day: 'Kies een dag die nog komt.', amount: 'Vul een bedrag in.', terms: 'Vul 2 tot 36 termijnen in.', claim: 'Kies een factuur.', about: 'Maak een keuze.', monthDay: 'Vul een dag van 1 tot 31 in; 31 is de laatste.', channel: '', note: '',
  } satisfies Record<FieldName, string>,
  inDays: (days: number) => (days === 1 ? 'morgen' : `over ${days} dagen`), noPreference: 'geen voorkeur',
  effects: {
    promise: 'Stil tot twee bankdagen na die dag. Een eerdere belofte vervalt.', arrangement: 'Alles wat open is, rust zolang de termijnen komen.', dispute: 'Alleen deze factuur rust, tot de betwisting is afgehandeld.',
    rest: 'Geen enkel contact tot die dag; daarna gaan de regels verder.', 'debt-help': 'Alles ligt stil. Een medewerker controleert de melding.', income: 'Alleen de dag, nooit de soort inkomen. Herinneringen en termijnen volgen het geld.',
    preference: 'Gaat voor op wat wij zelf afleiden.',
  } satisfies Record<ActKind, string>,
  firstNow: 'Eerste contact nu', firstThen: 'Eerste contact dan', nobody: 'geen, de komende 60 dagen',
}
const en = {
  title: 'Note', what: 'What', save: 'Save', cancel: 'Do not', noted: (act: string) => `${act}: noted.`,
  acts: { promise: 'Promise', arrangement: 'Arrangement', dispute: 'Dispute', rest: 'Rest until a day', 'debt-help': 'Debt help', income: 'Income day', preference: 'Preference' },
  days: { promise: 'Pays at the latest on', arrangement: 'First instalment', rest: 'No contact until' },
  fields: { day: '', amount: 'Amount', terms: 'Number of instalments, monthly', claim: 'Which invoice', about: 'What about', monthDay: 'Day of the month', channel: 'Prefers', note: 'Note for colleagues' },
  missing: {
    day: 'Choose a day to come.', amount: 'Give an amount.', terms: 'Give 2 to 36 instalments.', claim: 'Choose an invoice.', about: 'Make a choice.', monthDay: 'Give a day from 1 to 31; 31 is the last.', channel: '', note: '',
  },
  inDays: (days: number) => (days === 1 ? 'tomorrow' : `in ${days} days`), noPreference: 'no preference',
  effects: {
    promise: 'Silence until two bank days after that day. An earlier promise lapses.', arrangement: 'All that is open rests while the instalments come.', dispute: 'Only this invoice rests, until the dispute is resolved.',
    rest: 'No contact at all until that day; then the rules go on.', 'debt-help': 'Everything rests. A person checks the notice.', income: 'The day alone, never the sort of income. Reminders and instalments follow the money.',
    preference: 'Goes before whatever we infer.',
  },
  firstNow: 'First contact now', firstThen: 'First contact then', nobody: 'none, in the next 60 days',
} satisfies typeof nl

export const texts = { nl, en }
