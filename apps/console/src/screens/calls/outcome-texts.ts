/** The words of how a call ended; loaded with its card. */
type Details<Of> = Readonly<Partial<Record<string, Of>>>
const nl = {
  save: 'Opslaan, volgende', saveAndPause: 'Opslaan en pauze',
  nextTry: (number: number, of: number, at: string) => `Poging ${number} van ${of}: ${at}, als de regels het dan toelaten.`, noTry: 'Er volgt geen poging meer. De regels gaan verder met de volgende stap.',
  perTerm: 'Of bedrag per termijn', schedule: 'Termijnen', atDay: 'Andere dag', atTime: 'Tijd (uu:mm)',
  proposal: (until: string) => `Dit gaat boven de grens: het wordt een voorstel. Een goedkeurder beslist. Tot ${until} rusten de facturen.`,
  snapped: (closed: string, day: string) => `${closed} werkt de bank niet: geld komt ${day}.`,
  outcome: 'Uitkomst', chooseOutcome: 'Kies een uitkomst',
  outcomes: {
    promise: 'Belofte', arrangement: 'Regeling', dispute: 'Betwisting', 'cannot-pay': 'Kan niet betalen', 'no-answer': 'Geen gehoor', 'call-back': 'Terugbellen', paid: 'Zegt betaald te hebben',
    'wrong-number': 'Verkeerd nummer', 'no-more-calls': 'Niet meer bellen', deceased: 'Overleden', 'will-not-pay': 'Wil niet betalen', 'not-received': 'Factuur niet ontvangen', other: 'Anders',
  },
  effects: {
    promise: 'Stil tot twee bankdagen na de afgesproken dag.', arrangement: 'De facturen rusten zolang de termijnen komen.', dispute: 'Alleen deze factuur rust.', 'cannot-pay': 'Stil tot die dag; een mens kijkt mee. Wijs op geldfit.nl, en noteer niets over gezondheid.',
    'call-back': 'Hetzelfde gesprek, eerst voor u, daarna voor iedereen.', paid: 'Stil tot het geld binnen kan zijn; een collega zoekt de betaling.',
    'wrong-number': 'Dit nummer wordt niet meer gebeld.', 'no-more-calls': 'Dit geldt meteen; brieven die de wet vraagt, blijven.', deceased: 'Alles stopt meteen.', 'will-not-pay': 'Een mens beslist over het vervolg.',
    'not-received': 'Een collega stuurt de factuur opnieuw.', other: 'De notitie vertelt het.',
  },
  identityNeeded: 'Eerst de identiteit bevestigen.',
  reason: 'Waarom nog niet betaald',
  reasons: { forgot: 'vergeten', 'not-received': 'niet ontvangen', dispute: 'betwist', 'cannot-pay': 'kan niet', 'will-not-pay': 'wil niet', 'wrong-data': 'verkeerde gegevens', other: 'anders' } as Readonly<Record<string, string>>,
  detailLabels: { dispute: 'Waarover', 'cannot-pay': 'Hoe lang', 'no-answer': 'Voicemail', 'wrong-number': 'Welk nummer', 'not-received': 'Adres', 'no-more-calls': 'Wat niet meer', deceased: 'Verteld door' } as Details<string>,
  details: {
    dispute: { amount: 'bedrag', delivery: 'levering', quality: 'kwaliteit', 'not-ordered': 'niet besteld', other: 'anders' }, 'cannot-pay': { short: 'kort: tot er weer geld is', long: 'lang: er is meer aan de hand' },
    'no-answer': { voicemail: 'ingesproken' }, 'wrong-number': { dialled: 'dit nummer', all: 'alle nummers' }, 'not-received': { 'address-right': 'adres klopt', 'address-wrong': 'adres klopt niet' },
    'no-more-calls': { calls: 'bellen', 'all-but-letters': 'alles behalve brieven' }, deceased: { relative: 'familie', administrator: 'bewindvoerder of executeur', other: 'iemand anders' },
  } as Details<Readonly<Record<string, string>>>,
  paidOn: 'Betaald op', lookAgain: 'Weer kijken op',
  day: 'Datum', firstDay: 'Eerste termijn', amount: 'Bedrag', terms: 'Aantal termijnen', claim: 'Welke factuur', at: 'Wanneer', sure: 'Ja, ik weet het zeker: alles stopt',
  chips: { income: (day: string) => `${day} inkomensdag`, tomorrow: 'morgen', after: (day: string) => `${day}, een dag later`, today: 'vandaag', week: 'over 7 dagen' },
  missing: { reason: 'Kies een reden.', day: 'Kies een dag.', amount: 'Vul een bedrag in.', terms: 'Vul 2 tot 36 termijnen in, of een bedrag waarmee het zo veel worden.', claim: 'Kies een factuur.', note: 'Schrijf minstens tien tekens.', at: 'Kies een moment.', sure: 'Bevestig dit.', detail: 'Maak een keuze.', on: 'Kies een dag.' },
  told: (outcome: string) => `${outcome}: bewaard.`,
  saving: 'Wordt bewaard zodra er netwerk is.',
}

const en = {
  save: 'Save, next', saveAndPause: 'Save and pause',
  nextTry: (number: number, of: number, at: string) => `Try ${number} of ${of}: ${at}, if the rules allow it then.`, noTry: 'It is not tried again. The rules go on with the next step.',
  perTerm: 'Or amount per instalment', schedule: 'Instalments', atDay: 'Another day', atTime: 'Time (hh:mm)',
  proposal: (until: string) => `This is beyond the limit: it becomes a proposal. An approver decides. Until ${until} the invoices rest.`,
  snapped: (closed: string, day: string) => `On ${closed} banks are closed: money comes ${day}.`,
  outcome: 'Outcome', chooseOutcome: 'Choose an outcome',
  outcomes: {
    promise: 'Promise', arrangement: 'Arrangement', dispute: 'Dispute', 'cannot-pay': 'Cannot pay', 'no-answer': 'No answer', 'call-back': 'Call back', paid: 'Says it is paid',
    'wrong-number': 'Wrong number', 'no-more-calls': 'No more calls', deceased: 'Deceased', 'will-not-pay': 'Will not pay', 'not-received': 'Invoice not received', other: 'Other',
  },
  effects: {
    promise: 'Silence until two bank days after the agreed day.', arrangement: 'The invoices rest while the instalments come.', dispute: 'Only this invoice rests.', 'cannot-pay': 'Silence until that day; a person looks along. Point to geldfit.nl, and note nothing about health.',
    'call-back': 'The same call, yours first, then anybody\'s.', paid: 'Silence until the money can be there; a colleague looks for the payment.',
    'wrong-number': 'This number is not called any more.', 'no-more-calls': 'It holds at once; letters that the law asks for stay.', deceased: 'Everything stops at once.', 'will-not-pay': 'A person decides how it goes on.',
    'not-received': 'A colleague sends the invoice again.', other: 'The note tells it.',
  },
  identityNeeded: 'Confirm the identity first.',
  reason: 'Why not paid yet',
  reasons: { forgot: 'forgot', 'not-received': 'not received', dispute: 'disputed', 'cannot-pay': 'cannot', 'will-not-pay': 'will not', 'wrong-data': 'wrong details', other: 'other' },
  detailLabels: { dispute: 'What about', 'cannot-pay': 'How long', 'no-answer': 'Voicemail', 'wrong-number': 'Which number', 'not-received': 'Address', 'no-more-calls': 'What no more', deceased: 'Told by' },
  details: {
    dispute: { amount: 'amount', delivery: 'delivery', quality: 'quality', 'not-ordered': 'not ordered', other: 'other' }, 'cannot-pay': { short: 'short: until there is money again', long: 'long: there is more to it' },
    'no-answer': { voicemail: 'left a message' }, 'wrong-number': { dialled: 'this number', all: 'all numbers' }, 'not-received': { 'address-right': 'address is right', 'address-wrong': 'address is wrong' },
    'no-more-calls': { calls: 'calls', 'all-but-letters': 'everything but letters' }, deceased: { relative: 'family', administrator: 'administrator or executor', other: 'somebody else' },
  },
  paidOn: 'Paid on', lookAgain: 'Look again on',
  day: 'Date', firstDay: 'First instalment', amount: 'Amount', terms: 'Number of instalments', claim: 'Which invoice', at: 'When', sure: 'Yes, I am sure: everything stops',
  chips: { income: (day: string) => `${day} income day`, tomorrow: 'tomorrow', after: (day: string) => `${day}, a day later`, today: 'today', week: 'in 7 days' },
  missing: { reason: 'Choose a reason.', day: 'Choose a day.', amount: 'Give an amount.', terms: 'Give 2 to 36 instalments, or an amount that makes so many.', claim: 'Choose an invoice.', note: 'Write at least ten characters.', at: 'Choose a moment.', sure: 'Confirm this.', detail: 'Make a choice.', on: 'Choose a day.' },
  told: (outcome: string) => `${outcome}: saved.`,
  saving: 'Is saved as soon as there is a network.',
} satisfies typeof nl

export const texts = { nl, en }
