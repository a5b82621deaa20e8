/** The words of payments that named no known claim. */
const nl = {
  title: 'Betalingen zonder post', views: 'Weergave', open: 'Te koppelen', aside: 'Apart gezet', choose: 'Kies een betaling', chooseHint: 'Met j en k gaat u langs de lijst, met Enter opent u er een.',
  empty: { open: 'Elke betaling is gekoppeld.', 'set-aside': 'Er is niets apart gezet.' }, emptyHint: 'Wat uit een import geen bekende post noemt, komt hier te staan.', toList: 'Terug naar de lijst', elsewhere: 'Deze betaling is al gekoppeld of apart gezet.',
  account: 'Rekening', received: 'Ontvangen op', said: 'Omschrijving', reference: 'Kenmerk', invoice: 'Factuurnummer', unknownPayer: 'Onbekende betaler', back: 'geld ging terug', returned: (code: string) => `storno ${code}`,
  forWhat: 'Waarvoor is dit?', noCandidates: 'Niets past bij deze betaling. Zoek de debiteur hieronder.', matched: { reference: 'kenmerk genoemd', account: 'zelfde rekening', amount: 'zelfde bedrag', total: 'samen het bedrag', name: 'zelfde naam' } as Readonly<Record<string, string>>,
  otherwise: 'zelfde debiteur', claim: 'Post', due: 'Vervalt', owed: 'Open', part: 'Deel', why: 'Waarom', partOf: (reference: string) => `Deel voor ${reference}`, take: (reference: string, name: string) => `${reference} van ${name}`,
  find: 'Zoek een debiteur', search: 'Zoek', foundNone: 'Niemand gevonden met een open post.', wrongAmount: 'Een bedrag zoals 250 of 62,50.',
  left: (rest: string) => `Nog ${rest} te verdelen`, over: (rest: string) => `${rest} te veel verdeeld`, whole: 'Het hele bedrag is verdeeld.', more_than: (reference: string) => `Dit is meer dan er open staat op ${reference}.`,
  link: 'Koppelen', linked: (count: number) => (count === 1 ? 'Gekoppeld aan één post.' : `Gekoppeld aan ${count} posten.`), setAside: 'Apart zetten', wasSetAside: 'Apart gezet.', takeUp: 'Weer oppakken',
  asideTitle: 'Waarom apart zetten?', asideSays: 'De betaling blijft bewaard en is later weer op te pakken.', note: 'Toelichting', noteNeeded: 'Zeg waarom.', cancel: 'Niet doen', reason: 'Reden',
  reasons: { 'no-debtor': 'niet van een debiteur', 'sent-back': 'teruggestort', 'booked-elsewhere': 'elders geboekt', double: 'dubbel', other: 'iets anders' } as Readonly<Record<string, string>>,
  sureTitle: 'Een storno koppelen?', sureSays: 'De post is weer open. Afhankelijk van de code stopt de machtiging of komt er een taak. Dit kan niet terug.',
  refused: { handled: 'Iemand anders deed al iets met deze betaling.' } as Readonly<Record<string, string>>,
}
const en = {
  title: 'Payments without a claim', views: 'View', open: 'To be linked', aside: 'Set aside', choose: 'Choose a payment', chooseHint: 'j and k walk the list, Enter opens one.',
  empty: { open: 'Every payment is linked.', 'set-aside': 'Nothing is set aside.' }, emptyHint: 'What names no known claim in an import comes to stand here.', toList: 'Back to the list', elsewhere: 'This payment has been linked or set aside already.',
  account: 'Account', received: 'Received on', said: 'Description', reference: 'Reference', invoice: 'Invoice number', unknownPayer: 'Unknown payer', back: 'money went back', returned: (code: string) => `returned debit ${code}`,
  forWhat: 'What is it for?', noCandidates: 'Nothing fits this payment. Find the debtor below.', matched: { reference: 'reference named', account: 'same account', amount: 'same amount', total: 'the amount together', name: 'same name' } as Readonly<Record<string, string>>,
  otherwise: 'same debtor', claim: 'Claim', due: 'Due', owed: 'Open', part: 'Part', why: 'Why', partOf: (reference: string) => `Part for ${reference}`, take: (reference: string, name: string) => `${reference} of ${name}`,
  find: 'Find a debtor', search: 'Search', foundNone: 'Nobody found who has an open claim.', wrongAmount: 'An amount such as 250 or 62.50.',
  left: (rest: string) => `${rest} is left`, over: (rest: string) => `${rest} is too much`, whole: 'The whole amount is divided.', more_than: (reference: string) => `This is more than is open on ${reference}.`,
  link: 'Link', linked: (count: number) => (count === 1 ? 'Linked to one claim.' : `Linked to ${count} claims.`), setAside: 'Set aside', wasSetAside: 'Set aside.', takeUp: 'Take up again',
  asideTitle: 'Why set it aside?', asideSays: 'The payment is kept, and can be taken up again later.', note: 'Note', noteNeeded: 'Say why.', cancel: 'Do not', reason: 'Reason',
  reasons: { 'no-debtor': 'of no debtor', 'sent-back': 'sent back', 'booked-elsewhere': 'booked elsewhere', double: 'double', other: 'something else' } as Readonly<Record<string, string>>,
  sureTitle: 'Link a returned debit?', sureSays: 'The claim is open again. By its code, the mandate ends or a task opens. This cannot be taken back.',
  refused: { handled: 'Somebody else did something with this payment before.' } as Readonly<Record<string, string>>,
} satisfies typeof nl
export const texts = { nl, en }
