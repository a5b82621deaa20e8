/** The words of logging in and of the first set-up. */
const nl = {
  intro: 'Rustig en op tijd contact met wie nog moet betalen.',
  email: 'E-mailadres',
  password: 'Wachtwoord',
  code: 'Code uit uw app',
  logIn: 'Inloggen',
  offline: 'Geen netwerk. Probeer het zo nog eens.',
  refused: {
    'invalid-credentials': 'E-mailadres, wachtwoord of code klopt niet.',
    'code-needed': 'Vul de code uit uw app in.',
    'invalid-link': 'Deze link werkt niet (meer). Vraag een nieuwe.',
    'too-many-requests': 'Te vaak geprobeerd. Wacht een paar minuten.',
  } as Readonly<Record<string, string>>,
  fields: {
    '/name': 'Vul uw naam in, van 100 tekens of minder.',
    '/email': 'Vul een e-mailadres in, zoals naam@bedrijf.nl.',
    '/password': 'Kies twaalf tekens of meer, niet steeds dezelfde, en niet uw naam of adres.',
    '/code': 'Deze code klopt niet. Vul de code in die uw app nu laat zien.',
  } as Readonly<Record<string, string>>,
  byLink: 'U wordt ingelogd.',
  linkIsOver: 'Deze link werkt niet meer. Log in met uw wachtwoord.',
  setupTitle: 'De eerste beheerder',
  passwordTitle: 'Kies een wachtwoord',
  setupIntro: 'Deze link werkt één keer. Kies een wachtwoord van twaalf tekens of meer.',
  whoIntro: 'Zeg ook wie u bent: met dit e-mailadres logt u in.',
  goOn: 'Verder',
  name: 'Naam',
  create: 'Beheerder maken',
  noToken: 'Open de link die u kreeg, of die bij de eerste start op het scherm stond.',
}

const en = {
  intro: 'Calm and timely contact with who still has to pay.',
  email: 'E-mail address',
  password: 'Password',
  code: 'Code from your app',
  logIn: 'Log in',
  offline: 'No network. Try again in a moment.',
  refused: {
    'invalid-credentials': 'E-mail address, password or code is not right.',
    'code-needed': 'Give the code from your app.',
    'invalid-link': 'This link does not work, or not any more. Ask for a new one.',
    'too-many-requests': 'Tried too often. Wait a few minutes.',
  },
  fields: {
    '/name': 'Fill in your name, in 100 characters or less.',
    '/email': 'Fill in an e-mail address, such as name@firm.nl.',
    '/password': 'Choose twelve characters or more, not the same ones, and not your name or address.',
    '/code': 'This code is not right. Give the one that your app shows now.',
  },
  byLink: 'You are being logged in.',
  linkIsOver: 'This link works no more. Log in with your password.',
  setupTitle: 'The first administrator',
  passwordTitle: 'Choose a password',
  setupIntro: 'This link works once. Choose a password of twelve characters or more.',
  whoIntro: 'Say who you are as well: you log in with this e-mail address.',
  goOn: 'Go on',
  name: 'Name',
  create: 'Make the administrator',
  noToken: 'Open the link that you were given, or that was printed at the first start.',
} satisfies typeof nl

export const texts = { nl, en }
