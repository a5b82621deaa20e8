/** The words of administering people: who they are, what they may do, where they are logged in. */
const nl = {
  settings: 'Beheer', users: 'Gebruikers', keys: 'API-sleutels', channels: 'Kanalen', audit: 'Logboek',
  invite: 'Nodig iemand uit', inviteTitle: 'Iemand uitnodigen', name: 'Naam', email: 'E-mailadres', role: 'Rol', language: 'Taal', languages: { nl: 'Nederlands', en: 'Engels' },
  send: 'Maak de link', close: 'Sluiten', none: 'Nog niemand', twoStep: 'Tweede stap', yes: 'ja', no: 'nee', state: 'Staat',
  states: { active: 'doet mee', invited: 'uitgenodigd', disabled: 'uit' }, noRole: 'geen rol', everything: 'beheert alles',
  linkTitle: (name: string) => `De link voor ${name}`, linkOnce: 'Deze link staat hier één keer, werkt één keer, en een week lang. Geef hem zelf door: Tijdig verstuurt hem niet.',
  linkGone: 'De link is al getoond. Maak een nieuwe.', link: 'Link', copy: 'Kopiëren', copied: 'Gekopieerd',
  roles: 'Rollen', roleDone: (role: string) => `Rol is nu: ${role}.`,
  sessions: 'Ingelogd op', noSessions: 'Nergens ingelogd.', since: 'Sinds', seen: 'Laatst gezien', where: 'Adres', browser: 'Browser', end: 'Beëindigen', own: 'hier, nu',
  turnOff: 'Zet uit', turnOn: 'Zet weer aan', offDone: (name: string) => `${name} kan niet meer inloggen.`,
  newLink: 'Nieuwe link', dropTwoStep: 'Tweede stap uit', dropTitle: 'De tweede stap uitzetten?', dropSays: (name: string) => `${name} logt dan in met een wachtwoord alleen, en wordt nu overal uitgelogd. Voor wie zijn telefoon kwijt is.`,
  elsewhere: 'Deze persoon werkt ook voor een schuldeiser die u niet beheert. Alleen wie alles beheert, kan sessies beëindigen of het account veranderen.',
  you: 'Dit bent u.',
}

const en = {
  settings: 'Administration', users: 'Users', keys: 'API keys', channels: 'Channels', audit: 'Audit',
  invite: 'Invite somebody', inviteTitle: 'Invite somebody', name: 'Name', email: 'E-mail address', role: 'Role', language: 'Language', languages: { nl: 'Dutch', en: 'English' },
  send: 'Make the link', close: 'Close', none: 'Nobody yet', twoStep: 'Second step', yes: 'yes', no: 'no', state: 'State',
  states: { active: 'active', invited: 'invited', disabled: 'off' }, noRole: 'no role', everything: 'administers everything',
  linkTitle: (name: string) => `The link for ${name}`, linkOnce: 'This link stands here once, works once, and for a week. Pass it on yourself: Tijdig does not send it.',
  linkGone: 'The link was shown already. Make a new one.', link: 'Link', copy: 'Copy', copied: 'Copied',
  roles: 'Roles', roleDone: (role: string) => `The role is now: ${role}.`,
  sessions: 'Logged in at', noSessions: 'Logged in nowhere.', since: 'Since', seen: 'Last seen', where: 'Address', browser: 'Browser', end: 'End', own: 'here, now',
  turnOff: 'Switch off', turnOn: 'Switch on again', offDone: (name: string) => `${name} cannot log in any more.`,
  newLink: 'New link', dropTwoStep: 'Second step off', dropTitle: 'Switch the second step off?', dropSays: (name: string) => `${name} then logs in with a password alone, and is logged out everywhere now. For who lost their telephone.`,
  elsewhere: 'This person also works for a creditor that you do not administer. Only who administers all of them can end sessions or change the account.',
  you: 'This is you.',
} satisfies typeof nl

export const texts = { nl, en }
