/** The words of making a campaign: who, how, at what pace. */
import type { Field } from './filter'

const FIELDS_NL: Readonly<Record<Field, string>> = {
  'days-overdue': 'dagen te laat', 'open-amount': 'open bedrag (€)', 'open-claims': 'open facturen', 'paid-late': 'keer te laat betaald', 'paid-on-time': 'keer op tijd betaald', 'broken-promises': 'beloftes niet nagekomen',
  phase: 'fase', kind: 'soort debiteur', language: 'taal', 'debtor-segment': 'klantgroep', unreachable: 'niet bereikbaar', 'open-promise': 'heeft een belofte open', online: 'kan digitaal',
  product: 'product', 'debtor-attribute': 'kenmerk van de debiteur', 'claim-attribute': 'kenmerk van de factuur',
}
const FIELDS_EN: Readonly<Record<Field, string>> = {
  'days-overdue': 'days overdue', 'open-amount': 'open amount (€)', 'open-claims': 'open invoices', 'paid-late': 'times paid late', 'paid-on-time': 'times paid on time', 'broken-promises': 'promises not kept',
  phase: 'phase', kind: 'kind of debtor', language: 'language', 'debtor-segment': 'group of customers', unreachable: 'cannot be reached', 'open-promise': 'has an open promise', online: 'can go online',
  product: 'product', 'debtor-attribute': 'attribute of the debtor', 'claim-attribute': 'attribute of the invoice',
}

const nl = {
  title: 'Nieuwe campagne',
  name: 'Naam van de campagne',
  who: '1 Wie', how: '2 Hoe', pace: '3 Tempo',
  stored: 'Begin met een opgeslagen segment', own: 'zelf samenstellen',
  field: 'Kenmerk', fields: FIELDS_NL,
  min: 'Van', max: 'Tot en met', values: 'Waarden, met komma ertussen', attribute: 'Naam van het kenmerk',
  is: 'Is het zo?', yes: 'ja', no: 'nee', not: 'niet',
  all: 'aan alles voldoen', any: 'aan één of meer', join: 'Debiteuren die',
  addCondition: 'Voorwaarde', addGroup: 'Groep', remove: 'Weg',
  choices: { none: 'nog niets', consumer: 'consument', business: 'zakelijk', nl: 'Nederlands', en: 'Engels', standard: 'gewoon', loyal: 'trouw', notorious: 'vaak te laat' } as Readonly<Record<string, string>>,
  incomplete: 'Vul elke voorwaarde in; dan verschijnt hier wie u bereikt.',
  enrolled: (count: string) => `${count} debiteuren gaan mee`,
  ofMembers: (members: string) => `van ${members} in het segment`,
  atLeast: (looked: string) => `Er zijn ${looked} debiteuren bekeken: het kunnen er meer zijn.`,
  some: 'Een paar van hen',
  kind: 'Wat doet de campagne?', kinds: { reminders: 'Herinneren, met een strategie', preference: 'Vragen hoe men het liefst bericht krijgt' },
  strategy: 'Strategie', second: 'Vergelijken met', nobody: 'niet vergelijken', share: (strategy: string) => `Deel van de debiteuren voor ${strategy} (%)`,
  steps: 'Stappen',
  enrolment: 'Wie mag erin?', enrolments: { once: 'Wie bij de start in het segment zit', continuous: 'Ook wie er later in komt' },
  starts: 'Begint op', startsNow: 'Leeg: zodra u start.',
  perHour: 'Berichten per uur, hoogstens', perDay: 'Gesprekken per dag die u aankunt', empty: 'Leeg: geen grens.', costLimit: 'Kostengrens in euro', costLimitHelp: 'Leeg: geen grens. Voordat zij meer kost, pauzeert de campagne.', euro: 'Een bedrag zoals 250 of 62,50.',
  save: 'Concept maken en proefdraaien', nothingYet: 'Er gaat nog niets de deur uit: dit is een concept.',
  fill: 'Vul dit in.', share100: 'Een heel getal van 1 tot 99.', whole: 'Een heel getal.',
}

const en = {
  title: 'New campaign',
  name: 'Name of the campaign',
  who: '1 Who', how: '2 How', pace: '3 Pace',
  stored: 'Begin with a stored segment', own: 'put it together here',
  field: 'Attribute', fields: FIELDS_EN,
  min: 'From', max: 'Up to', values: 'Values, with commas between', attribute: 'Name of the attribute',
  is: 'Is it so?', yes: 'yes', no: 'no', not: 'not',
  all: 'meet all of these', any: 'meet one or more', join: 'Debtors who',
  addCondition: 'Condition', addGroup: 'Group', remove: 'Remove',
  choices: { none: 'nothing yet', consumer: 'consumer', business: 'business', nl: 'Dutch', en: 'English', standard: 'standard', loyal: 'loyal', notorious: 'often late' },
  incomplete: 'Fill in each condition; then this says whom you reach.',
  enrolled: (count: string) => `${count} debtors take part`,
  ofMembers: (members: string) => `of ${members} in the segment`,
  atLeast: (looked: string) => `${looked} debtors were looked at: there may be more.`,
  some: 'Some of them',
  kind: 'What does it do?', kinds: { reminders: 'Remind, by a strategy', preference: 'Ask how people like to be written to' },
  strategy: 'Strategy', second: 'Compare with', nobody: 'do not compare', share: (strategy: string) => `Share of the debtors for ${strategy} (%)`,
  steps: 'Steps',
  enrolment: 'Who may come in?', enrolments: { once: 'Who is in the segment at the start', continuous: 'Also who comes into it later' },
  starts: 'Begins on', startsNow: 'Empty: as soon as you start it.',
  perHour: 'Messages per hour, at most', perDay: 'Calls a day that you can make', empty: 'Empty: no limit.', costLimit: 'Cost limit in euro', costLimitHelp: 'Empty: no limit. Before it costs more, the campaign pauses.', euro: 'An amount such as 250 or 62.50.',
  save: 'Make a draft and try it out', nothingYet: 'Nothing leaves yet: this is a draft.',
  fill: 'Fill this in.', share100: 'A whole number from 1 to 99.', whole: 'A whole number.',
} satisfies typeof nl

export const texts = { nl, en }
