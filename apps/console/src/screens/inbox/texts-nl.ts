/** The words of the inbox in Dutch, which say what the other languages have to hold. */
type Words = Readonly<Record<string, string>>

export const nl = {
  title: 'Inbox', views: 'Welke berichten', thread: 'Gesprek', debtor: 'Debiteur', toList: 'Naar de lijst', older: 'Ouder', showAll: 'Toon alles', cut: 'Hier afgekapt: dit bericht is heel lang.', cutRest: 'Bewaar het hele bericht',
  names: { unassigned: 'Niet toegewezen', mine: 'Van mij', open: 'Alles open', waiting: 'Wacht op debiteur', unknown: 'Onbekende afzender', done: 'Klaar' },
  empty: {
    unassigned: 'Niemand wacht op een medewerker.', mine: 'U heeft geen open gesprekken.', open: 'Er is geen open gesprek.', waiting: 'Wij wachten op niemand.', unknown: 'Iedere afzender is bekend.', done: 'Er is nog niets afgerond.',
  },
  emptyHint: 'Nieuwe berichten komen hier vanzelf.', choose: 'Kies een bericht', chooseHint: 'Met j en k gaat u langs de lijst, met Enter opent u.', nothingYet: 'Er is nog niets geschreven.',
  hours: (count: number) => `${count} u`, days: (count: number) => `${count} dagen`, windowLeft: (left: string) => `venster ${left}`, windowClosed: 'venster dicht',
  longestFirst: 'Wie het langst wacht, staat boven.', latestFirst: 'De laatste staat boven.', heldBy: (name: string) => `van ${name}`,
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
  answer: 'Antwoord', answerTo: 'Antwoord aan debiteur', takeOver: 'Overnemen', answering: (name: string) => `${name} antwoordt`, answeringSince: (name: string, at: string) => `${name} antwoordt sinds ${at}`, calling: (name: string) => `${name} belt nu met deze klant.`, yourDraft: 'Uw concept:', draftOf: (name: string) => `Concept van ${name}`, useDraft: 'Zet in mijn antwoord',
  over: 'Via', noAddress: 'Er is geen bruikbaar adres of nummer.', send: 'Stuur', sendTo: (channel: string, target: string | null) => (target === null ? `Stuur ${channel}` : `Stuur ${channel} naar ${target}`), stopAnswering: 'Nu niet',
  answerQueued: 'Antwoord in wachtrij.', windowShut: 'Het venster van WhatsApp is dicht: zij schreven daar meer dan een dag geleden, of nooit. Uw tekst blijft staan: kies een sjabloon of een andere weg.',
  level: { ok: 'B1 ok', hard: 'B1: kan eenvoudiger' }, tone: { ok: 'toon ok', rude: 'toon: dreigt' }, blocks: 'moet anders', advice: 'advies', refusedText: 'Zo mag dit niet weg. Uw tekst blijft staan: verander wat hieronder staat.',
  templates: 'Sjabloon', acknowledgement: 'Ontvangstbevestiging', noTemplates: 'Er is geen goedgekeurd sjabloon voor deze klant.', templateGone: 'Dit sjabloon is er niet meer in deze vorm. Kies het opnieuw.', inTemplate: 'sjabloon',
  sendTemplate: (channel: string, target: string | null) => (target === null ? `Stuur ${channel}-sjabloon` : `Stuur ${channel}-sjabloon naar ${target}`),
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
