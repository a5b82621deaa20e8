/** The words of one's own account: password, second step, and where one is logged in. */
const nl = {
  looks: 'Weergave', password: 'Wachtwoord', now: 'Wachtwoord van nu', next: 'Nieuw wachtwoord, twaalf tekens of meer', code: 'Code uit uw app', change: 'Wijzig wachtwoord',
  changed: 'Uw wachtwoord is gewijzigd. Op andere plaatsen bent u uitgelogd.',
  faults: { '/password': 'Dit klopt niet.', '/next': 'Kies twaalf tekens of meer, niet steeds dezelfde, en niet uw naam of adres.', '/code': 'Deze code klopt niet, of is al gebruikt.' } as Readonly<Record<string, string>>,
  twoStep: 'Tweede stap bij inloggen', isOn: 'Aan: bij inloggen wordt een code gevraagd.', isOff: 'Uit: uw wachtwoord is genoeg.', begin: 'Instellen',
  scan: 'Scan deze code met een app zoals Aegis of Google Authenticator, of typ de sleutel over. Vul daarna de code in die de app toont.', qr: 'Code om te scannen', secret: 'Sleutel', confirm: 'Zet aan', off: 'Zet uit',
  lost: 'Bent u uw telefoon kwijt? Vraag uw beheerder.',
}
const en = {
  looks: 'Looks', password: 'Password', now: 'Password until now', next: 'New password, twelve characters or more', code: 'Code from your app', change: 'Change password',
  changed: 'Your password was changed. Elsewhere you are logged out.',
  faults: { '/password': 'This is not right.', '/next': 'Choose twelve characters or more, not the same ones, and not your name or address.', '/code': 'This code is not right, or was used.' },
  twoStep: 'Second step at log-in', isOn: 'On: a code is asked for at log-in.', isOff: 'Off: your password is enough.', begin: 'Set up',
  scan: 'Scan this with an app such as Aegis or Google Authenticator, or type its key. Then give the code that the app shows.', qr: 'Code to scan', secret: 'Key', confirm: 'Switch on', off: 'Switch off',
  lost: 'Lost your telephone? Ask your administrator.',
} satisfies typeof nl

export const texts = { nl, en }
