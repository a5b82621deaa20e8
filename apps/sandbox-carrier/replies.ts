/** What people write back, as they write it. */
import type { Language } from '#domain'
import { pick, type Dice } from './dice'

export type ReplyKind = 'stop' | 'paid' | 'later' | 'parts' | 'dispute' | 'question' | 'any'

type Texts = readonly [string, ...string[]]
const TEXTS: Readonly<Record<Language, Readonly<Record<Exclude<ReplyKind, 'any'>, Texts>>>> = {
  nl: {
    stop: ['STOP', 'Stop', 'AFMELDEN'],
    paid: ['heb al betaald', 'Is vorige week al overgemaakt hoor.', 'Volgens mijn bank is dit dinsdag betaald, kunt u dat nakijken?'],
    later: ['ik betaal vrijdag', 'Ik krijg de 25e mijn salaris, dan maak ik het over.', 'Komt goed, volgende week betaal ik'],
    parts: [
      'kan ik in 3 termijnen betalen',
      'Alles in een keer lukt me niet. Kan het in delen?',
      'Mag het in twee keer? De helft nu en de rest volgende maand.',
    ],
    dispute: [
      'klopt niet, ik heb dit nooit besteld',
      'De monteur is nooit geweest, dus ik betaal dit niet.',
      'Het bedrag klopt niet, er is een creditnota beloofd.',
    ],
    question: [
      'wat is dit?',
      'Welke factuur is dit? Ik heb niets ontvangen.',
      'Kunt u de factuur nog eens sturen?',
      'Bent u wel echt? Ik klik niet zomaar op een link.',
    ],
  },
  en: {
    stop: ['STOP', 'Stop', 'UNSUBSCRIBE'],
    paid: ['already paid', 'I transferred this last week.', 'My bank says this was paid on Tuesday, please check.'],
    later: ['I will pay on Friday', 'I get my salary on the 25th, I will pay then.', 'Sure, next week'],
    parts: [
      'can I pay in 3 parts?',
      'I cannot pay it all at once. Can I pay in instalments?',
      'Half now and the rest next month, is that okay?',
    ],
    dispute: [
      'this is wrong, I never ordered it',
      'Nobody came to do the work, so I am not paying this.',
      'The amount is wrong, you promised a credit note.',
    ],
    question: [
      'what is this?',
      'Which invoice is this? I did not get anything.',
      'Can you send the invoice again?',
      'Is this real? I do not click on links like this.',
    ],
  },
}

/** How often each kind comes when nothing says which. */
const USUAL: readonly (readonly [upTo: number, kind: Exclude<ReplyKind, 'any'>])[] = [
  [0.26, 'paid'],
  [0.52, 'later'],
  [0.66, 'parts'],
  [0.78, 'dispute'],
  [0.9, 'question'],
  [1, 'stop'],
]

export function replyText(kind: ReplyKind, language: Language, dice: Dice): string {
  const roll = dice('reply-kind')
  const chosen = kind === 'any' ? (USUAL.find(([upTo]) => roll < upTo)?.[1] ?? 'question') : kind
  return pick(dice('reply-text'), TEXTS[language][chosen])
}
