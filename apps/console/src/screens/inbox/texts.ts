/** The words of the inbox. */
type Words = Readonly<Record<string, string>>

const nl = {
  title: 'Inbox', views: 'Welke berichten', thread: 'Gesprek', debtor: 'Debiteur', toList: 'Naar de lijst', more: 'Meer laden', older: 'Ouder', showAll: 'Toon alles',
  names: { unassigned: 'Niet toegewezen', mine: 'Van mij', open: 'Alles open', waiting: 'Wacht op debiteur', unknown: 'Onbekende afzender', done: 'Klaar' },
  empty: {
    unassigned: 'Niemand wacht op een medewerker.', mine: 'U heeft geen open gesprekken.', open: 'Er is geen open gesprek.', waiting: 'Wij wachten op niemand.', unknown: 'Iedere afzender is bekend.', done: 'Er is nog niets afgerond.',
  },
  emptyHint: 'Nieuwe berichten komen hier vanzelf.', choose: 'Kies een bericht', chooseHint: 'Met j en k gaat u langs de lijst, met Enter opent u.', nothingYet: 'Er is nog niets geschreven.',
  hours: (count: number) => `${count} u`, days: (count: number) => `${count} dagen`, windowLeft: (left: string) => `venster ${left}`, windowClosed: 'venster dicht',
  asks: (intent: string) => `${intent}?`,
  intents: {
    'will-pay': 'belofte', paid: 'heeft betaald', instalments: 'betalingsregeling', dispute: 'betwisting', 'cannot-pay': 'kan niet betalen', 'not-received': 'factuur niet ontvangen', 'call-me': 'wil gebeld worden', 'wrong-person': 'verkeerde persoon',
    stop: 'wil hier geen berichten', complaint: 'klacht', 'debt-help': 'schuldhulp', deceased: 'overleden', 'who-is-this': 'wie is dit', other: 'iets anders',
  } as Words,
  effects: {
    'will-pay': 'Wordt een betaalbelofte: stil tot kort na die dag.', paid: 'Stil tot de bankbestanden zijn gelezen.', instalments: 'Stil; spreek de termijnen af in het dossier.', dispute: 'Alleen deze factuur rust.', 'cannot-pay': 'Stil; wijs op geldfit.nl.',
    'not-received': 'Stil; stuur de factuur opnieuw.', 'call-me': 'Stil; bel de klant.', 'wrong-person': 'Dit adres wordt niet meer gebruikt.', stop: 'Hier komen geen berichten meer.', complaint: 'Wordt een klacht met een termijn.',
    'debt-help': 'Alles ligt stil tot een mens dat opheft.', deceased: 'Alles stopt meteen.', 'who-is-this': 'Er verandert niets; leg uit wie wij zijn.', other: 'Er verandert niets.',
  } as Words,
  proposal: 'Voorstel', noProposal: 'Geen voorstel', accept: 'Akkoord', change: 'Anders', reject: 'Nee', rejectSays: 'Wat hiervoor stillag, gaat verder.', whatIsIt: 'Wat is het wel?', payBy: 'Betaalt uiterlijk', amount: 'Bedrag', claim: 'Welke factuur', save: 'Opslaan', cancel: 'Niet doen',
  missing: { intent: 'Kies wat het is.', day: 'Kies een dag.', amount: 'Vul een bedrag in.', claim: 'Kies een factuur.' },
  settled: { accepted: 'akkoord', changed: 'anders', rejected: 'niet' },
  us: 'Tijdig', colleague: 'een collega', noteOnly: 'alleen intern', unworded: 'nog niet verwoord', automatic: { reply: 'automatisch antwoord', bounce: 'kwam niet aan' },
  refusedFile: { empty: 'leeg bestand', 'too-large': 'te groot, niet bewaard', type: 'soort niet toegestaan, niet bewaard', 'not-fetched': 'niet gekregen van de vervoerder' } as Words,
  answer: 'Antwoord', answerTo: 'Antwoord aan debiteur', takeOver: 'Overnemen', answering: (name: string) => `${name} antwoordt`, calling: (name: string) => `${name} belt nu met deze klant.`, yourDraft: 'Uw concept:', draftOf: (name: string) => `Concept van ${name}`, useDraft: 'Zet in mijn antwoord',
  over: 'Via', noAddress: 'Er is geen bruikbaar adres of nummer.', send: 'Stuur', sendTo: (channel: string, target: string | null) => (target === null ? `Stuur ${channel}` : `Stuur ${channel} naar ${target}`), stopAnswering: 'Nu niet',
  answerQueued: 'Antwoord in wachtrij.', windowShut: 'Het venster van WhatsApp is dicht: zij schreven daar meer dan een dag geleden. Uw tekst blijft staan; kies een andere weg.',
  note: 'Notitie', noteLabel: 'Notitie, alleen intern', keepNote: 'Bewaar notitie',
  assignee: 'Van', nobody: 'niemand', toMe: 'Van mij', wait: 'Wacht', done: 'Klaar', reopen: 'Heropenen', waits: 'wacht', waitTitle: 'Wachten tot', assigned: 'Toegewezen.',
  untils: { 'they-write': 'zij schrijven', tomorrow: 'morgen 9:00', 'in-three-days': 'over 3 dagen', 'in-a-week': 'over 7 dagen' },
  moved: { open: 'Heropend.', waiting: 'Wacht op de debiteur.', done: 'Klaar.' },
  owed: 'Open', promise: 'Belofte', dossier: 'Dossier',
  split: 'Hoort niet hier', splitDone: 'Losgemaakt: het bericht staat bij onbekende afzenders.', settledElsewhere: 'Dit bericht is al afgehandeld.',
  unknownHint: 'Vertel niets over een debiteur voordat u weet wie dit is.', whose: 'Van wie is dit bericht?', matched: { address: 'zelfde adres', reference: 'kenmerk genoemd' } as Words, noCandidates: 'Niets kwam overeen. Zoek de debiteur.', find: 'Andere debiteur', search: 'Zoek',
  link: 'Koppelen', linked: 'Gekoppeld.', dismiss: 'Van niemand', dismissTitle: 'Is dit bericht van niemand?', dismissSays: 'Het blijft bewaard, maar staat niet meer in de lijst. Dit kan niet worden teruggedraaid.',
  refused: {
    'being-answered': 'Iemand anders antwoordt nu. Uw tekst is bewaard.', 'being-called': 'Een collega belt nu met deze klant.',
    settled: 'Een collega was u voor: lees het gesprek opnieuw.', 'not-found': 'Dit is er niet meer, of het is al weg.', 'status-404': 'Dit is er niet meer, of het is al weg.',
  } as Words,
}
const en = {
  title: 'Inbox', views: 'Which messages', thread: 'Conversation', debtor: 'Debtor', toList: 'To the list', more: 'Load more', older: 'Older', showAll: 'Show all',
  names: { unassigned: 'Unassigned', mine: 'Mine', open: 'All open', waiting: 'Waiting for the debtor', unknown: 'Unknown sender', done: 'Done' },
  empty: {
    unassigned: 'Nobody waits for an agent.', mine: 'You have no open conversations.', open: 'There is no open conversation.', waiting: 'We wait for nobody.', unknown: 'Every sender is known.', done: 'Nothing has been done yet.',
  },
  emptyHint: 'New messages come here by themselves.', choose: 'Choose a message', chooseHint: 'With j and k you go through the list, Enter opens.', nothingYet: 'Nothing has been written yet.',
  hours: (count: number) => `${count} h`, days: (count: number) => `${count} days`, windowLeft: (left: string) => `window ${left}`, windowClosed: 'window closed',
  asks: (intent: string) => `${intent}?`,
  intents: {
    'will-pay': 'promise', paid: 'has paid', instalments: 'payment arrangement', dispute: 'dispute', 'cannot-pay': 'cannot pay', 'not-received': 'invoice not received', 'call-me': 'wants a call', 'wrong-person': 'wrong person',
    stop: 'wants no messages here', complaint: 'complaint', 'debt-help': 'debt help', deceased: 'deceased', 'who-is-this': 'who is this', other: 'something else',
  },
  effects: {
    'will-pay': 'Becomes a promise to pay: quiet until shortly after that day.', paid: 'Quiet until the bank files have been read.', instalments: 'Quiet; agree on the instalments in the file.', dispute: 'This invoice alone rests.', 'cannot-pay': 'Quiet; point to debt help.',
    'not-received': 'Quiet; send the invoice again.', 'call-me': 'Quiet; call the customer.', 'wrong-person': 'This address is used no more.', stop: 'No more messages go here.', complaint: 'Becomes a complaint with a term.',
    'debt-help': 'Everything rests until a person lifts that.', deceased: 'Everything stops at once.', 'who-is-this': 'Nothing changes; explain who we are.', other: 'Nothing changes.',
  },
  proposal: 'Proposal', noProposal: 'No proposal', accept: 'Accept', change: 'Change', reject: 'Reject', rejectSays: 'What rested for it goes on.', whatIsIt: 'What is it instead?', payBy: 'Pays by', amount: 'Amount', claim: 'Which invoice', save: 'Save', cancel: 'Do not',
  missing: { intent: 'Choose what it is.', day: 'Choose a day.', amount: 'Fill in an amount.', claim: 'Choose an invoice.' },
  settled: { accepted: 'accepted', changed: 'changed', rejected: 'rejected' },
  us: 'Tijdig', colleague: 'a colleague', noteOnly: 'internal only', unworded: 'not worded yet', automatic: { reply: 'automatic reply', bounce: 'did not arrive' },
  refusedFile: { empty: 'empty file', 'too-large': 'too large, not kept', type: 'kind not allowed, not kept', 'not-fetched': 'could not be had from the carrier' },
  answer: 'Answer', answerTo: 'Answer to the debtor', takeOver: 'Take over', answering: (name: string) => `${name} is answering`, calling: (name: string) => `${name} is on the telephone with them.`, yourDraft: 'Your draft:', draftOf: (name: string) => `Draft of ${name}`, useDraft: 'Put into my answer',
  over: 'Over', noAddress: 'There is no usable address or number.', send: 'Send', sendTo: (channel: string, target: string | null) => (target === null ? `Send ${channel}` : `Send ${channel} to ${target}`), stopAnswering: 'Not now',
  answerQueued: 'Answer queued.', windowShut: 'The WhatsApp window is closed: they wrote there more than a day ago. Your text stays; choose another way.',
  note: 'Note', noteLabel: 'Note, internal only', keepNote: 'Keep note',
  assignee: 'Of', nobody: 'nobody', toMe: 'Mine', wait: 'Wait', done: 'Done', reopen: 'Reopen', waits: 'waits', waitTitle: 'Wait until', assigned: 'Assigned.',
  untils: { 'they-write': 'they write', tomorrow: 'tomorrow 9:00', 'in-three-days': 'in 3 days', 'in-a-week': 'in 7 days' },
  moved: { open: 'Reopened.', waiting: 'Waiting for the debtor.', done: 'Done.' },
  owed: 'Open', promise: 'Promise', dossier: 'File',
  split: 'Not of this debtor', splitDone: 'Taken off: the message is among the unknown senders.', settledElsewhere: 'This message was dealt with before.',
  unknownHint: 'Tell nothing about a debtor before you know who this is.', whose: 'Whose message is this?', matched: { address: 'same address', reference: 'reference named' }, noCandidates: 'Nothing matched. Look for the debtor.', find: 'Another debtor', search: 'Search',
  link: 'Link', linked: 'Linked.', dismiss: 'Nobody\'s', dismissTitle: 'Is this message nobody\'s?', dismissSays: 'It is kept, and listed no more. This cannot be taken back.',
  refused: {
    'being-answered': 'Somebody else is answering now. Your text is kept.', 'being-called': 'A colleague is on the telephone with them.',
    settled: 'A colleague was first: read the conversation again.', 'not-found': 'It is not there any more, or it has left.', 'status-404': 'It is not there any more, or it has left.',
  },
} satisfies typeof nl
export const texts = { nl, en }
