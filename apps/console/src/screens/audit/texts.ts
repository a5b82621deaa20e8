/** The words of the audit. */
import { actions } from './actions'

/** What an older or newer server told stands there as it is. */
const wordsOf =
  (language: 0 | 1) =>
  (action: string): string =>
    actions[action]?.[language] ?? action

const nl = {
  title: 'Logboek',
  intro: 'Wie iets las of veranderde. Hier verdwijnt nooit iets.',
  when: 'Wanneer',
  who: 'Wie',
  what: 'Wat',
  about: 'Waarover',
  detail: 'Meer',
  none: 'Hier staat niets',
  noneHow: 'Van deze keuze is nog niets vastgelegd.',
  only: 'Alleen:',
  everybody: 'Alles tonen',
  byThis: 'Alleen deze persoon of sleutel',
  aboutThis: 'Alleen hierover',
  entity: 'Nummer (id) van een debiteur of iets anders',
  notAnId: 'Dit is geen id.',
  find: 'Zoeken',
  file: 'Bewaar als bestand',
  fileHow: (most: string) => `CSV, ten hoogste ${most} regels, de nieuwste eerst.`,
  debtor: 'Debiteur openen',
  system: 'Tijdig zelf',
  did: wordsOf(0),
}

const en = {
  title: 'Audit',
  intro: 'Who read or changed something. Nothing ever disappears here.',
  when: 'When',
  who: 'Who',
  what: 'What',
  about: 'About',
  detail: 'More',
  none: 'There is nothing here',
  noneHow: 'Nothing of this choice was recorded yet.',
  only: 'Only:',
  everybody: 'Show everything',
  byThis: 'Only this person or key',
  aboutThis: 'Only about this',
  entity: 'Number (id) of a debtor or of something else',
  notAnId: 'This is no id.',
  find: 'Search',
  file: 'Save as a file',
  fileHow: (most: string) => `CSV, at most ${most} lines, the newest first.`,
  debtor: 'Open the debtor',
  system: 'Tijdig itself',
  did: wordsOf(1),
} satisfies typeof nl

export const texts = { nl, en }
