/** The words of the audit. */
const nl = {
  title: 'Logboek', intro: 'Wie iets las of veranderde. Hier verdwijnt nooit iets.', when: 'Wanneer', who: 'Wie', what: 'Wat', about: 'Waarover', detail: 'Meer',
  none: 'Hier staat niets', noneHow: 'Van deze keuze is nog niets vastgelegd.', only: 'Alleen:', everybody: 'Alles tonen', byThis: 'Alleen deze persoon of sleutel', aboutThis: 'Alleen hierover',
  entity: 'Nummer (id) van een debiteur of iets anders', notAnId: 'Dit is geen id.', find: 'Zoeken', file: 'Bewaar als bestand', fileHow: (most: string) => `CSV, ten hoogste ${most} regels, de nieuwste eerst.`,
  actor: 'Wie', debtor: 'Debiteur openen', choose: 'Kies een regel voor de details.',
  system: 'Tijdig zelf',
  actions: {
    readDebtor: 'debiteur gelezen', listDebtors: 'lijst van debiteuren gelezen', searchDebtors: 'debiteuren gezocht', listTimeline: 'tijdlijn gelezen', 'session.start': 'ingelogd', 'session.end': 'sessie beëindigd',
    'user.invite': 'iemand uitgenodigd', 'user.invite-again': 'nieuwe link gemaakt', 'user.change': 'account gewijzigd', 'user.role': 'rol gewijzigd', 'user.disable': 'account uitgezet', 'user.add': 'account gemaakt', 'password.set': 'wachtwoord gekozen',
    'api-key.make': 'API-sleutel gemaakt', 'api-key.revoke': 'API-sleutel ingetrokken', 'campaign.create': 'campagne gemaakt', 'campaign.finish': 'campagne klaar',
  } as Readonly<Record<string, string>>,
}

const en = {
  title: 'Audit', intro: 'Who read or changed something. Nothing ever disappears here.', when: 'When', who: 'Who', what: 'What', about: 'About', detail: 'More',
  none: 'There is nothing here', noneHow: 'Nothing of this choice was recorded yet.', only: 'Only:', everybody: 'Show everything', byThis: 'Only this person or key', aboutThis: 'Only about this',
  entity: 'Number (id) of a debtor or of something else', notAnId: 'This is no id.', find: 'Search', file: 'Save as a file', fileHow: (most: string) => `CSV, at most ${most} lines, the newest first.`,
  actor: 'Who', debtor: 'Open the debtor', choose: 'Choose a row for its details.',
  system: 'Tijdig itself',
  actions: {
    readDebtor: 'debtor read', listDebtors: 'list of debtors read', searchDebtors: 'debtors searched', listTimeline: 'timeline read', 'session.start': 'logged in', 'session.end': 'session ended',
    'user.invite': 'somebody invited', 'user.invite-again': 'new link made', 'user.change': 'account changed', 'user.role': 'role changed', 'user.disable': 'account switched off', 'user.add': 'account made', 'password.set': 'password chosen',
    'api-key.make': 'API key made', 'api-key.revoke': 'API key revoked', 'campaign.create': 'campaign made', 'campaign.finish': 'campaign finished',
  },
} satisfies typeof nl

export const texts = { nl, en }
