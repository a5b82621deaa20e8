/** The words of the work lists. */
type Words = Readonly<Record<string, string>>

const nl = {
  title: 'Werk', lists: 'Lijst', waiting: 'Wacht', resting: 'Uitgesteld', debtor: 'Debiteur', since: 'Sinds', by: 'Bij', until: 'Tot', task: 'Taak', somebody: 'een collega',
  kinds: {
    'broken-promise': 'belofte gebroken', dispute: 'betwisting', complaint: 'klacht', reply: 'antwoord nodig', escalation: 'overdracht', approval: 'regeling goedkeuren', 'debt-help-review': 'schuldhulp: herzien', 'debt-help-confirmation': 'schuldhulp: bevestigen',
    deceased: 'overleden', address: 'adres', 'outcome-unknown': 'uitkomst onbekend', visit: 'bezoek', 'credit-stop': 'levering op krediet', 'carrier-code': 'onbekende code van de verzender',
  } as Words,
  many: (count: number) => (count >= 1000 ? '1.000+' : String(count)),
  none: 'Hier wacht niets.', noneHow: (resting: number, nextAt: string | null) => (nextAt === null ? 'Nieuw werk komt hier vanzelf.' : `${resting} uitgesteld; de eerste is weer aan de beurt op ${nextAt}.`), noneRests: 'Hier is niets uitgesteld.',
  lost: 'Deze taak is nu van een collega. Uw notitie staat er nog.',
  mine: 'In behandeling', claims: 'Facturen', dossier: 'Naar het dossier', how: 'Hoe is het afgelopen?', note: 'Notitie voor collega’s', told: (as: string, name: string) => `${name}: ${as.toLowerCase()}.`,
  ends: {
    done: 'Gedaan', 'handed-over': 'Overgedragen aan een collega', 'no-action': 'Niets nodig', ended: 'Rust is voorbij', prolonged: 'Rust verlengd', approved: 'Goedgekeurd', rejected: 'Afgewezen', confirmed: 'Klopt',
    mistaken: 'Klopt niet', corrected: 'Adres aangepast', 'not-found': 'Niet gevonden', 'new-promise': 'Nieuwe belofte', called: 'Gebeld',
  } as Words,
  inTerms: (terms: number) => `${terms} termijnen`, proposedBy: 'voorgesteld door', restsUntil: 'rust tot', vulnerable: 'kwetsbaar',
  later: 'Uitstellen', laters: { tomorrow: 'tot morgen', week: 'een week', month: 'een maand' }, giveBack: 'Teruggeven', final: (name: string) => `Dit geldt meteen voor ${name} en kan niet worden teruggedraaid.`,
}
const en = {
  title: 'Work', lists: 'List', waiting: 'Waiting', resting: 'Put off', debtor: 'Debtor', since: 'Since', by: 'With', until: 'Until', task: 'Task', somebody: 'a colleague',
  kinds: {
    'broken-promise': 'promise broken', dispute: 'dispute', complaint: 'complaint', reply: 'answer needed', escalation: 'hand-over to collection', approval: 'approve an arrangement', 'debt-help-review': 'debt help: review', 'debt-help-confirmation': 'debt help: confirm',
    deceased: 'deceased', address: 'address', 'outcome-unknown': 'outcome unknown', visit: 'visit', 'credit-stop': 'delivery on credit', 'carrier-code': 'code of a carrier that nobody knows',
  },
  many: (count: number) => (count >= 1000 ? '1,000+' : String(count)),
  none: 'Nothing waits here.', noneHow: (resting: number, nextAt: string | null) => (nextAt === null ? 'New work comes here by itself.' : `${resting} put off; the first is due again on ${nextAt}.`), noneRests: 'Nothing is put off here.',
  lost: 'A colleague has this task now. Your note is still there.',
  mine: 'In hand', claims: 'Invoices', dossier: 'To the file', how: 'How did it end?', note: 'Note for colleagues', told: (as: string, name: string) => `${name}: ${as.toLowerCase()}.`,
  ends: {
    done: 'Done', 'handed-over': 'Handed over to a colleague', 'no-action': 'Nothing needed', ended: 'Rest is over', prolonged: 'Rest prolonged', approved: 'Approved', rejected: 'Rejected', confirmed: 'Right',
    mistaken: 'Not right', corrected: 'Address corrected', 'not-found': 'Not found', 'new-promise': 'New promise', called: 'Called',
  },
  inTerms: (terms: number) => `${terms} instalments`, proposedBy: 'proposed by', restsUntil: 'rests until', vulnerable: 'vulnerable',
  later: 'Put off', laters: { tomorrow: 'until tomorrow', week: 'a week', month: 'a month' }, giveBack: 'Give back', final: (name: string) => `This holds at once for ${name} and cannot be taken back.`,
} satisfies typeof nl

export const texts = { nl, en }
