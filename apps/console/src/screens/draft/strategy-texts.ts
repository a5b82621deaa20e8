/** The words of ladders, and of what rules make of debtors. */
type Words = Readonly<Record<string, string>>

const nl = {
  ladder: 'De stappen, in hun volgorde', for: 'Voor', add: 'Stap erbij', step: (place: number, name: string) => `Stap ${place}: ${name}`,
  up: (name: string) => `${name} omhoog`, down: (name: string) => `${name} omlaag`, remove: (name: string) => `${name} weg`,
  name: 'Naam', phase: 'Fase', days: 'Dagen', from: 'Geteld vanaf', ofStep: 'Welke stap', channel: 'Kanaal', anyChannel: 'wat bij de debiteur past', whole: 'Dit moet een heel getal zijn.',
  froms: { 'issue-date': 'de factuurdatum', 'due-date': 'de vervaldag', 'soft-due-date': 'de zachte vervaldag', 'notice-term-end': 'het einde van de aanmaning', step: 'een andere stap' } as Words,
  toOutlook: 'Naar de verzonnen debiteuren', outlook: 'Verzonnen debiteuren', outlookSays: 'Een factuur van vandaag, over twee weken te betalen. Niemand betaalt of antwoordt.', unfit: 'Los eerst op wat hiernaast niet past.',
  examples: {
    'consumer-mail': 'Particulier met e-mail', 'consumer-income': 'Particulier met inkomen op de 25e', 'consumer-letter': 'Particulier zonder e-mail of telefoon', 'consumer-promise': 'Particulier die belooft en niet betaalt', business: 'Bedrijf met e-mail en telefoon',
    'business-letter': 'Bedrijf zonder e-mail',
  } as Words,
  same: 'verandert niet', other: 'wordt anders', live: 'Nu', draft: 'Met dit concept',
  running: 'Wie nu onderweg is', runningSays: 'Zij houden de versie waarmee zij begonnen. Dit is wat er zou gebeuren als zij overgingen; er verandert niets.', play: 'Proefdraaien', playing: 'Er wordt gerekend…',
  effect: (played: string, different: string, days: number) => `${played} debiteuren bekeken, ${days} dagen vooruit: voor ${different} wordt het anders.`,
  contactsNow: 'Contacten nu', contactsThen: 'straks', costNow: 'Kosten nu', costThen: 'straks',
}

const en = {
  ladder: 'The steps, in their order', for: 'For', add: 'Add a step', step: (place: number, name: string) => `Step ${place}: ${name}`,
  up: (name: string) => `Move ${name} up`, down: (name: string) => `Move ${name} down`, remove: (name: string) => `Remove ${name}`,
  name: 'Name', phase: 'Phase', days: 'Days', from: 'Counted from', ofStep: 'Which step', channel: 'Channel', anyChannel: 'what fits the debtor', whole: 'This must be a whole number.',
  froms: { 'issue-date': 'the invoice date', 'due-date': 'the due date', 'soft-due-date': 'the soft due date', 'notice-term-end': 'the end of the formal notice', step: 'another step' },
  toOutlook: 'To the invented debtors', outlook: 'Invented debtors', outlookSays: 'An invoice of today, to be paid in two weeks. Nobody pays or answers.', unfit: 'First mend what does not fit beside this.',
  examples: {
    'consumer-mail': 'Consumer with e-mail', 'consumer-income': 'Consumer with an income on the 25th', 'consumer-letter': 'Consumer without e-mail or telephone', 'consumer-promise': 'Consumer who promises and does not pay', business: 'Firm with e-mail and telephone',
    'business-letter': 'Firm without e-mail',
  },
  same: 'does not change', other: 'will differ', live: 'Now', draft: 'With this draft',
  running: 'Who is on their way now', runningSays: 'They keep the version they began with. This is what would happen if they changed over; nothing changes.', play: 'Dry run', playing: 'Calculating…',
  effect: (played: string, different: string, days: number) => `${played} debtors looked at, ${days} days ahead: for ${different} it will differ.`,
  contactsNow: 'Contacts now', contactsThen: 'then', costNow: 'Cost now', costThen: 'then',
} satisfies typeof nl

export const texts = { nl, en }
