/** The words of API keys, and what each scope lets a key do. */
const nl = {
  title: 'API-sleutels', make: 'Nieuwe sleutel', makeTitle: 'Een sleutel maken', name: 'Naam', nameHint: 'Waar hij voor is, bijvoorbeeld: boekhouding', scopes: 'Wat hij mag', forCreditor: (name: string) => `Voor ${name}`,
  expires: 'Geldig tot en met', lastUsed: 'Laatst gebruikt', never: 'nooit', noEnd: 'geen einde', state: 'Staat', states: { live: 'werkt', revoked: 'ingetrokken', over: 'verlopen' },
  none: 'Nog geen sleutels', noneHow: 'Een sleutel laat een ander systeem meewerken, bijvoorbeeld uw boekhouding.', create: 'Maak de sleutel', close: 'Sluiten',
  madeTitle: 'De nieuwe sleutel', once: 'De sleutel staat hier één keer. Bewaar hem nu: Tijdig houdt alleen een vingerafdruk.', gone: 'De sleutel is al getoond. Trek hem in en maak een nieuwe.', token: 'Sleutel',
  revoke: 'Intrekken', revokeTitle: (name: string) => `${name} intrekken?`, revokeSays: 'Wie deze sleutel gebruikt, wordt vanaf het volgende verzoek geweigerd. Dit kan niet terug.',
  revokedAlready: 'Deze sleutel is al ingetrokken.',
  needName: 'Vul een naam in.', needScope: 'Kies wat hij mag.',
  scopeNames: {
    'creditors:read': 'instellingen lezen', 'creditors:write': 'instellingen wijzigen', 'debtors:read': 'debiteuren lezen', 'debtors:write': 'debiteuren wijzigen', 'messages:read': 'berichten lezen', 'payments:write': 'betalingen inlezen',
    'imports:read': 'imports lezen', 'imports:write': 'bestanden inlezen', 'campaigns:read': 'campagnes lezen', 'campaigns:write': 'campagnes sturen', 'calls:write': 'bellen', 'letters:read': 'brieven lezen', 'letters:write': 'brieven vrijgeven',
    'simulations:run': 'proefdraaien', 'webhooks:write': 'meldingen instellen', 'figures:read': 'cijfers lezen', 'approvals:write': 'goedkeuren', 'audit:read': 'logboek lezen', admin: 'beheren: alles',
  } as Readonly<Record<string, string>>,
}

const en = {
  title: 'API keys', make: 'New key', makeTitle: 'Make a key', name: 'Name', nameHint: 'What it is for: bookkeeping, say', scopes: 'What it may do', forCreditor: (name: string) => `For ${name}`,
  expires: 'Valid up to and including', lastUsed: 'Last used', never: 'never', noEnd: 'no end', state: 'State', states: { live: 'works', revoked: 'revoked', over: 'expired' },
  none: 'No keys yet', noneHow: 'A key lets another system take part: your bookkeeping, say.', create: 'Make the key', close: 'Close',
  madeTitle: 'The new key', once: 'The key stands here once. Keep it now: Tijdig has no more than its fingerprint.', gone: 'The key was shown already. Revoke it and make another.', token: 'Key',
  revoke: 'Revoke', revokeTitle: (name: string) => `Revoke ${name}?`, revokeSays: 'Whoever uses this key is refused from the next request on. This cannot be undone.',
  revokedAlready: 'This key was revoked already.',
  needName: 'Give it a name.', needScope: 'Choose what it may do.',
  scopeNames: {
    'creditors:read': 'read settings', 'creditors:write': 'change settings', 'debtors:read': 'read debtors', 'debtors:write': 'change debtors', 'messages:read': 'read messages', 'payments:write': 'bring payments in',
    'imports:read': 'read imports', 'imports:write': 'import files', 'campaigns:read': 'read campaigns', 'campaigns:write': 'steer campaigns', 'calls:write': 'make calls', 'letters:read': 'read letters', 'letters:write': 'release letters',
    'simulations:run': 'simulate', 'webhooks:write': 'set up notifications', 'figures:read': 'read figures', 'approvals:write': 'approve', 'audit:read': 'read the audit', admin: 'administer: everything',
  },
} satisfies typeof nl

export const texts = { nl, en }
