/** The words of an invoice that was not received. */
const nl = {
  claim: 'Welke factuur',
  all: 'alles waar dit over gaat',
  address: 'Adres, om te controleren',
  unusable: 'werkt niet',
  mend: 'Verbeteren',
  right: 'adres klopt, of is nu verbeterd',
  wrong: 'adres klopt niet',
  goes: (day: string) =>
    `We sturen de factuur opnieuw. Gaat die vandaag weg, dan is de nieuwe uiterste datum ${day}. Wat we er eerder over stuurden, geldt dan niet meer.`,
  addressFirst: 'Een collega zoekt eerst het goede adres. Daarna sturen we de factuur opnieuw, met opnieuw de hele termijn.',
  goesAlready: 'De factuur gaat al opnieuw weg.',
  person: (why: string) => `Dit gaat niet vanzelf: ${why}. Een collega kijkt ernaar.`,
  whys: {
    closed: 'er staat niets meer open',
    restarted: 'de factuur is al een keer opnieuw gestuurd',
    disputed: 'de factuur is betwist',
    arranged: 'er loopt een regeling',
    'person-decides': 'een collega beslist eerst over deze debiteur',
    'handed-over': 'de factuur is overgedragen',
    collected: 'het bedrag is al geïncasseerd',
  } as Readonly<Record<string, string>>,
  sentAgain: 'opnieuw gestuurd',
}
const en = {
  claim: 'Which invoice',
  all: 'all that this is about',
  address: 'Address, to be checked',
  unusable: 'does not work',
  mend: 'Correct',
  right: 'address is right, or corrected now',
  wrong: 'address is wrong',
  goes: (day: string) =>
    `We send the invoice again. If it leaves today, the new last day to pay is ${day}. What we sent about it before then no longer counts.`,
  addressFirst: 'A colleague looks for the right address first. Then we send the invoice again, with its whole term once more.',
  goesAlready: 'The invoice is being sent again already.',
  person: (why: string) => `This does not go by itself: ${why}. A colleague looks at it.`,
  whys: {
    closed: 'nothing is open any more',
    restarted: 'the invoice was sent again before',
    disputed: 'the invoice is disputed',
    arranged: 'it is paid in instalments',
    'person-decides': 'a colleague decides about this debtor first',
    'handed-over': 'the invoice was handed over',
    collected: 'the amount was collected already',
  },
  sentAgain: 'sent again',
} satisfies typeof nl

export const texts = { nl, en }
