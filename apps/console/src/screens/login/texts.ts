/** The words of logging in and of the first set-up. */
import type { Problem } from '../../api/problem'

const nl = {
  intro: 'Rustig en op tijd contact met wie nog moet betalen.',
  email: 'E-mailadres',
  password: 'Wachtwoord',
  code: 'Code uit uw app',
  logIn: 'Inloggen',
  faults: (fault: Problem) => {
    if (fault.isOffline) return 'Geen netwerk. Probeer het zo nog eens.'
    if (fault.code === 'invalid-credentials') return 'E-mailadres, wachtwoord of code klopt niet.'
    if (fault.code === 'code-needed') return 'Vul de code uit uw app in.'
    if (fault.code === 'invalid-link') return 'Deze link werkt niet (meer). Vraag een nieuwe.'
    if (fault.status === 429) return 'Te vaak geprobeerd. Wacht een paar minuten.'
    return fault.message
  },
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
  faults: (fault: Problem) => {
    if (fault.isOffline) return 'No network. Try again in a moment.'
    if (fault.code === 'invalid-credentials') return 'E-mail address, password or code is not right.'
    if (fault.code === 'code-needed') return 'Give the code from your app.'
    if (fault.code === 'invalid-link') return 'This link does not work, or not any more. Ask for a new one.'
    if (fault.status === 429) return 'Tried too often. Wait a few minutes.'
    return fault.message
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
