/** The words of writing: drafts, previews, what would change. */
type Words = Readonly<Record<string, string>>

const nl = {
  notThere: 'Dit concept is er niet meer: het is ingediend of weggegooid.', toList: 'Naar de lijst', mineStays: 'Uw tekst staat hier nog.', goOnAnew: 'Verder in een nieuw concept', draftExists: 'Een collega begon al een nieuw concept met deze naam. Open dat via de lijst en zet uw tekst daarin.',
  of: { template: 'Tekst', strategy: 'Strategie', policy: 'Beleid' },
  basedOn: (version: number) => `begonnen met versie ${version}`, isNew: 'nieuw', writers: (names: string) => `Geschreven door ${names}`,
  saving: { saved: 'bewaard', waiting: 'wordt zo bewaard', saving: 'wordt bewaard', conflict: 'niet bewaard', fault: 'niet bewaard', gone: 'niet meer te bewaren' } as Words,
  save: 'Nu bewaren', handIn: 'Indienen ter goedkeuring', drop: 'Weggooien', test: 'Proef sturen', compare: 'Wat verandert er?',
  handInTitle: 'Dit concept indienen?', handInSays: 'Het wordt een versie die niemand meer verandert. Iemand anders dan de schrijvers keurt haar goed; daarna kan zij live.',
  blockedTitle: 'Nog niet in te dienen', dropTitle: 'Dit concept weggooien?', dropSays: 'Wat live is, blijft zoals het is. Het concept is weg, ook voor collega’s.', dropYes: 'Weggooien',
  theirsTitle: (who: string, at: string) => `${who} heeft dit om ${at} veranderd`, theirsSays: 'Uw tekst staat hier nog. Kies wat er verder gaat.', theirs: 'Van uw collega', mine: 'Van u',
  takeTheirs: 'Verder met die van de collega', keepMine: 'Verder met die van mij', showTheirs: (who: string) => `${who} heeft iets veranderd: tonen`,
  nothingChanges: 'Er is nog niets anders dan wat live is.', changes: 'Anders dan wat live is',
  pickedAs: 'Hoe een medewerker dit antwoord kiest', subject: 'Onderwerp', preheader: 'Regel die vóór het openen te zien is', body: 'Tekst', insert: 'Variabele invoegen', choose: 'kies',
  whatsappWithDocument: 'Naam van het sjabloon met een bestand erbij (leeg: geen bestand mee)', whatsappName: 'Naam van het goedgekeurde sjabloon', whatsappText: 'Goedgekeurde tekst', whatsappSays: 'WhatsApp keurt een sjabloon zelf goed: wat hier staat, moet woord voor woord gelijk zijn. Buiten 24 uur na een bericht van de debiteur gaat alleen dit.',
  parameter: (place: number) => `Plek {${place}}`,
  preview: 'Zo ziet het eruit', to: 'Aan', kinds: { consumer: 'een particulier', business: 'een bedrijf' } as Words, several: 'Twee facturen', windowOpen: 'Binnen 24 uur na een bericht', asHtml: 'Met opmaak', asText: 'Zonder opmaak', channel: 'Kanaal', draftHere: 'concept',
  noPreview: 'Hiervan is nog geen voorbeeld te maken.', noneThere: 'Over dit kanaal gaat niets in deze fase.',
  segments: (count: number) => `${count} ${count === 1 ? 'deel' : 'delen'}`, signs: (count: number) => `${count} tekens`, gsm: 'gewoon alfabet', unicode: 'bijzondere tekens: 70 per deel', template: (name: string) => `sjabloon ${name}`, freeText: 'vrije tekst',
  testTitle: 'Proef sturen', testSays: (email: string) => `Naar uw eigen adres, ${email}, met een verzonnen debiteur. Debiteuren krijgen niets.`, testSaysPhone: 'Naar uw eigen telefoon, met een verzonnen debiteur. Het nummer wordt niet bewaard. Debiteuren krijgen niets.', testPhone: 'Uw mobiele nummer', testPhoneWrong: 'Een nummer zoals 06 12345678 of +31612345678.', testDonePhone: 'Verstuurd naar uw telefoon.', testYes: 'Stuur', testDone: 'Verstuurd naar uw eigen adres.',
  testRefused: (code: string) => `De verzender nam het niet aan (${code}).`,
  keys: { preview: 'Naar het voorbeeld' },
}

const en = {
  notThere: 'This draft is gone: it was handed in or thrown away.', toList: 'To the list', mineStays: 'Your text is still here.', goOnAnew: 'Go on in a new draft', draftExists: 'A colleague began a new draft of this name already. Open that one from the list and put your text into it.',
  of: { template: 'Wording', strategy: 'Strategy', policy: 'Policy' },
  basedOn: (version: number) => `begun with version ${version}`, isNew: 'new', writers: (names: string) => `Written by ${names}`,
  saving: { saved: 'saved', waiting: 'will be saved', saving: 'being saved', conflict: 'not saved', fault: 'not saved', gone: 'cannot be saved any more' },
  save: 'Save now', handIn: 'Hand in for approval', drop: 'Throw away', test: 'Send a test', compare: 'What changes?',
  handInTitle: 'Hand this draft in?', handInSays: 'It becomes a version that nobody changes any more. Somebody who did not write it approves it; then it can go live.',
  blockedTitle: 'Cannot be handed in yet', dropTitle: 'Throw this draft away?', dropSays: 'What is live stays as it is. The draft is gone, for colleagues too.', dropYes: 'Throw away',
  theirsTitle: (who: string, at: string) => `${who} changed this at ${at}`, theirsSays: 'Your text is still here. Choose which one goes on.', theirs: 'Your colleague’s', mine: 'Yours',
  takeTheirs: 'Go on with the colleague’s', keepMine: 'Go on with mine', showTheirs: (who: string) => `${who} changed something: show`,
  nothingChanges: 'Nothing is otherwise than what is live.', changes: 'Otherwise than what is live',
  pickedAs: 'What an agent picks this answer by', subject: 'Subject', preheader: 'Line that shows before it is opened', body: 'Text', insert: 'Insert a variable', choose: 'choose',
  whatsappWithDocument: 'Name of the template with a document along (empty: none goes along)', whatsappName: 'Name of the approved template', whatsappText: 'Approved text', whatsappSays: 'WhatsApp approves a template itself: what stands here must be the same word for word. Outside 24 hours after a message of the debtor only this is sent.',
  parameter: (place: number) => `Place {${place}}`,
  preview: 'This is how it looks', to: 'To', kinds: { consumer: 'a consumer', business: 'a firm' }, several: 'Two invoices', windowOpen: 'Within 24 hours of a message', asHtml: 'Formatted', asText: 'Plain', channel: 'Channel', draftHere: 'draft',
  noPreview: 'There is no preview of this yet.', noneThere: 'Nothing goes over this channel in this phase.',
  segments: (count: number) => `${count} ${count === 1 ? 'part' : 'parts'}`, signs: (count: number) => `${count} signs`, gsm: 'plain alphabet', unicode: 'special signs: 70 in a part', template: (name: string) => `template ${name}`, freeText: 'free text',
  testTitle: 'Send a test', testSays: (email: string) => `To your own address, ${email}, with an invented debtor. Debtors get nothing.`, testSaysPhone: 'To your own telephone, with an invented debtor. The number is not kept. Debtors get nothing.', testPhone: 'Your mobile number', testPhoneWrong: 'A number such as 06 12345678 or +31612345678.', testDonePhone: 'Sent to your telephone.', testYes: 'Send', testDone: 'Sent to your own address.',
  testRefused: (code: string) => `The carrier did not take it (${code}).`,
  keys: { preview: 'To the preview' },
} satisfies typeof nl

export const texts = { nl, en }
