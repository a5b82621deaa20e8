/** The words of the window in which one notes what a debtor asked or agreed to. */
import type { ActKind, FieldName } from './acts'

const nl = {
  title: 'Vastleggen', what: 'Wat', save: 'Opslaan', send: 'Herinneren', cancel: 'Niet doen', noted: (act: string) => `${act}: vastgelegd.`,
  acts: { promise: 'Belofte', arrangement: 'Regeling', dispute: 'Betwisting', rest: 'Pauze tot een dag', 'debt-help': 'Schuldhulp', income: 'Inkomensdag', preference: 'Voorkeur', reminder: 'Nu herinneren', 'hand-over': 'Overdracht voorstellen', 'collection-day': 'Incassodag' } satisfies Record<ActKind, string>,
  days: { promise: 'Betaalt uiterlijk', arrangement: 'Eerste termijn', rest: 'Geen contact tot' } as Partial<Record<ActKind, string>>,
  fields: { day: '', amount: 'Bedrag', terms: 'Aantal termijnen, elke maand', claim: 'Welke factuur', about: 'Waarover', monthDay: 'Dag van de maand', channel: 'Via', collectOn: 'Incasso op', note: 'Notitie voor collega’s', why: 'Waarom, voor wie beslist' } satisfies Record<FieldName, string>,
  missing: {
    day: 'Kies een dag die nog komt.', amount: 'Vul een bedrag in.', terms: 'Vul 2 tot 36 termijnen in.', claim: 'Kies een factuur.', about: 'Maak een keuze.', monthDay: 'Vul een dag van 1 tot 31 in; 31 is de laatste.', channel: '', collectOn: 'Maak een keuze.', note: '', why: 'Zeg in tien tekens of meer waarom.',
  } satisfies Record<FieldName, string>,
  inDays: (days: number) => (days === 1 ? 'morgen' : `over ${days} dagen`), noPreference: 'geen voorkeur', byTheRules: 'zoals de regels kiezen', dayAfterIncome: 'de bankdag na het geld', dayOfMonth: (day: string) => `de ${day}e van de maand`,
  effects: {
    promise: 'Stil tot twee bankdagen na die dag. Een eerdere belofte vervalt.', arrangement: 'Alles wat open is, rust zolang de termijnen komen.', dispute: 'Alleen deze factuur rust, tot de betwisting is afgehandeld.',
    rest: 'Geen enkel contact tot die dag; daarna gaan de regels verder.', 'debt-help': 'Alles ligt stil. Een medewerker controleert de melding.', income: 'Alleen de dag, nooit de soort inkomen. Herinneringen en termijnen volgen het geld.',
    preference: 'Gaat voor op wat wij zelf afleiden.', reminder: 'Telt mee als contact. Het traject blijft staan waar het staat; de volgende eigen herinnering of stap komt minstens een week later.',
    'hand-over': 'Iemand anders beslist, met de rol goedkeurder. Tot dan gaat alles door zoals gepland; na goedkeuring sturen wij over deze facturen niets meer.', 'collection-day': 'Geldt vanaf de volgende incasso die nog niet is aangekondigd.',
  } satisfies Record<ActKind, string>,
  firstNow: 'Eerste contact nu', firstThen: 'Eerste contact dan', afterIt: 'En daarna', nobody: 'geen, de komende 60 dagen', task: 'taak', collection: 'incasso', notNow: 'Een herinnering mag nu niet.',
}
const en = {
  title: 'Note', what: 'What', save: 'Save', send: 'Remind', cancel: 'Do not', noted: (act: string) => `${act}: noted.`,
  acts: { promise: 'Promise', arrangement: 'Arrangement', dispute: 'Dispute', rest: 'Rest until a day', 'debt-help': 'Debt help', income: 'Income day', preference: 'Preference', reminder: 'Remind now', 'hand-over': 'Propose a hand-over', 'collection-day': 'Collection day' },
  days: { promise: 'Pays at the latest on', arrangement: 'First instalment', rest: 'No contact until' },
  fields: { day: '', amount: 'Amount', terms: 'Number of instalments, monthly', claim: 'Which invoice', about: 'What about', monthDay: 'Day of the month', channel: 'By', collectOn: 'Collected on', note: 'Note for colleagues', why: 'Why, for whoever decides' },
  missing: {
    day: 'Choose a day to come.', amount: 'Give an amount.', terms: 'Give 2 to 36 instalments.', claim: 'Choose an invoice.', about: 'Make a choice.', monthDay: 'Give a day from 1 to 31; 31 is the last.', channel: '', collectOn: 'Make a choice.', note: '', why: 'Say why in ten characters or more.',
  },
  inDays: (days: number) => (days === 1 ? 'tomorrow' : `in ${days} days`), noPreference: 'no preference', byTheRules: 'as the rules choose', dayAfterIncome: 'the bank day after the money', dayOfMonth: (day: string) => `day ${day} of the month`,
  effects: {
    promise: 'Silence until two bank days after that day. An earlier promise lapses.', arrangement: 'All that is open rests while the instalments come.', dispute: 'Only this invoice rests, until the dispute is resolved.',
    rest: 'No contact at all until that day; then the rules go on.', 'debt-help': 'Everything rests. A person checks the notice.', income: 'The day alone, never the sort of income. Reminders and instalments follow the money.',
    preference: 'Goes before whatever we infer.', reminder: 'Counts as a contact. The ladder stays where it is; its own next reminder or step comes a week later at least.',
    'hand-over': 'Somebody else decides, with the role of approver. Until then all goes on as planned; once approved, nothing more is sent about these invoices.', 'collection-day': 'Holds from the next direct debit that was not told yet.',
  },
  firstNow: 'First contact now', firstThen: 'First contact then', afterIt: 'And after it', nobody: 'none, in the next 60 days', task: 'task', collection: 'direct debit', notNow: 'A reminder may not go now.',
} satisfies typeof nl

export const texts = { nl, en }
