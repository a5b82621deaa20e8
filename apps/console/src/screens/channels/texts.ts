/** The words of the page on channels. */
type Words = Readonly<Record<string, string>>

const nl = {
  title: 'Kanalen', senders: 'Afzenders', channel: 'Kanaal', address: 'Afzender', pace: 'Hoogstens per seconde', state: 'Stand', works: 'verstuurt', quiet: (until: string) => `stil tot ${until}`,
  quota: (sent: string, limit: string) => `Vandaag ${sent} van hoogstens ${limit} contacten, over alle kanalen. Wat meer is, gaat een dag later.`, noQuota: 'Geen grens per dag.',
  accounts: 'Eigen accounts', place: 'Volgorde', name: 'Naam', none: 'Deze schuldeiser heeft geen eigen accounts: alles gaat over die van het huis.', house: 'Van het huis', noHouse: 'Geen verzender aangesloten: de zandbak vangt alles op, en niemand krijgt iets.',
  sealed: 'Een account erbij of eraf gaat met ‘tijdig carriers set’ en ‘tijdig carriers remove’. Wachtwoorden en sleutels staan versleuteld in de database en komen nooit op een pagina.',
  check: 'Nu controleren', checking: 'Er wordt gevraagd…', checkSays: 'Elk account krijgt één onschuldige vraag. Er wordt niets verstuurd.', checked: 'Uitkomst', allFine: 'Geen account om te vragen.', account: 'Account', fine: 'werkt', notFine: 'werkt niet',
  stopped: 'De verzender weigert dit account', since: (at: string, code: string) => `sinds ${at}, met code ${code}. Er gaat niets langs; het wordt steeds opnieuw geprobeerd.`,
  sendingStopped: 'Alle verzending staat stil. ‘tijdig sending start’ zet haar weer aan.', redirected: 'Proeftijd: alles gaat naar één adres, niets naar debiteuren.',
  says: {
    works: 'Alles in orde.', unknown: 'Er kwam een antwoord dat niet te lezen is: klopt het adres van de verzender?', busy: 'Vraagt om later terug te komen: het account is bezet of over zijn grens.', unreachable: 'Niet te bereiken: kijk naar het adres en het netwerk.',
    account: 'Weigert het account: sleutel fout of ingetrokken, recht ontbreekt, of de afzender is niet van dit account.', refused: 'Weigert wat er werd gevraagd: kijk naar de afzender.', 'no-key': 'Geen sleutel van TIJDIG_SECRETS_KEY opent dit account.',
  } as Words,
}

const en = {
  title: 'Channels', senders: 'Senders', channel: 'Channel', address: 'Sender', pace: 'At most a second', state: 'State', works: 'sends', quiet: (until: string) => `quiet until ${until}`,
  quota: (sent: string, limit: string) => `Today ${sent} of at most ${limit} contacts, over all channels. What is more goes a day later.`, noQuota: 'No limit a day.',
  accounts: 'Own accounts', place: 'Order', name: 'Name', none: 'This creditor has no accounts of its own: everything goes over those of the house.', house: 'Of the house', noHouse: 'No carrier is connected: the sandbox takes everything, and nobody gets anything.',
  sealed: 'Accounts are added and removed with ‘tijdig carriers set’ and ‘tijdig carriers remove’. Passwords and keys are encrypted in the database and never come onto a page.',
  check: 'Check now', checking: 'Asking…', checkSays: 'Each account gets one harmless question. Nothing is sent.', checked: 'Outcome', allFine: 'No account to ask.', account: 'Account', fine: 'works', notFine: 'does not work',
  stopped: 'The carrier refuses this account', since: (at: string, code: string) => `since ${at}, with code ${code}. Nothing goes by it; it is tried again and again.`,
  sendingStopped: 'All sending is stopped. ‘tijdig sending start’ starts it again.', redirected: 'A trial: everything goes to one address, nothing to debtors.',
  says: {
    works: 'All is well.', unknown: 'An answer came that cannot be read: is the address that of the carrier?', busy: 'Asks to come back later: the account is busy, or over its limit.', unreachable: 'Cannot be reached: look at the address and the network.',
    account: 'Refuses the account: key wrong or withdrawn, a permission missing, or a sender that is not of this account.', refused: 'Refuses what it was asked: look at the sender.', 'no-key': 'No key of TIJDIG_SECRETS_KEY opens this account.',
  },
} satisfies typeof nl

export const texts = { nl, en }
