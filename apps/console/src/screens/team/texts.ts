/** The words of the team's view of the call queue. */
type Words = Readonly<Record<string, string>>

const nl = {
  title: 'Team bellen', ready: 'Nu te bellen', oldest: 'Wacht langst, sinds', later: 'Later vandaag', planned: 'Gepland', nextAt: 'Volgende om', hour: 'Gesprekken laatste uur', left: 'Werk voor nu',
  passedOver: 'Door iemand overgeslagen',
  hours: (hours: number) => (hours < 1 ? 'minder dan een uur' : `ongeveer ${Math.round(hours)} uur`), unknown: '-', many: (count: number) => (count >= 1000 ? '1.000+' : String(count)),
  close: 'Belrij sluiten', closeTitle: 'De belrij sluiten?', closeSays: 'Niemand krijgt een nieuw gesprek tot u de rij weer opent. Gesprekken die lopen, lopen eerst af; wat nog niet gebeld is, gaat terug.', why: 'Waarom (voor collega’s)', fill: 'Vul dit in.',
  closed: 'De belrij is gesloten', closedBy: (by: string, at: string) => `door ${by}, ${at}`, open: 'Weer openen', leave: 'Niet doen',
  agents: 'Medewerkers', since: 'Sinds', told: (count: number) => `${count} vandaag`, seen: 'Laatste teken', nobody: 'Vandaag belde nog niemand.',
  states: { free: 'vrij', resting: 'pauze', reserved: 'bereidt voor', talking: 'in gesprek' }, calledIn: 'gebeld door klant', key: 'sleutel',
  pause: 'Pauze geven', pauses: { 'by-supervisor': 'gegeven door de teamleider', 'three-skips': 'sloeg te vaak achter elkaar over' } as Words, resume: 'Verder laten bellen',
  release: 'Gesprek vrijgeven', releaseHow: 'Nog niet gebeld: een ander krijgt dit gesprek. Al gebeld, en twee minuten geen teken van leven: het telt als afgebroken.',
  releaseTitle: (name: string) => `Het gesprek van ${name} vrijgeven?`, releaseWhy: 'Waarom', releaseSays: 'De medewerker leest wie dit deed en waarom. Het staat in het logboek.',
  callBacks: 'Terugbelafspraken', callBacksSay: 'De klant vroeg om deze medewerker. Kan die niet, geef de afspraak dan aan een ander.', for: 'voor', ownUntil: 'alleen van deze medewerker tot', giveTo: 'Geef aan', giveWhom: 'kies',
  interrupted: 'Afgebroken gesprekken', finish: 'Afronden doet wie weet hoe het liep.', finishIt: 'Afronden', finishTitle: (name: string) => `Gesprek met ${name} afronden`, finishSays: 'Een belofte of regeling legt u vast bij de debiteur.',
  finishNote: 'Hoe liep het?', finishShort: 'Schrijf minstens tien tekens.', finishSpoke: 'Gesproken', finishNobody: 'Niemand gesproken',
  none: 'Geen.', dossier: 'Dossier', talking: 'Er wordt nog gesproken: een lopend gesprek loopt altijd eerst af.',
}
const en = {
  title: 'Call team', ready: 'To call now', oldest: 'Waits longest, since', later: 'Later today', planned: 'Planned', nextAt: 'Next at', hour: 'Calls in the last hour', left: 'Work for now',
  passedOver: 'Passed over by somebody',
  hours: (hours: number) => (hours < 1 ? 'less than an hour' : `about ${Math.round(hours)} hours`), unknown: '-', many: (count: number) => (count >= 1000 ? '1,000+' : String(count)),
  close: 'Close the queue', closeTitle: 'Close the queue?', closeSays: 'Nobody gets a new call until you open it again. Calls that run end first; what was not dialled yet goes back.', why: 'Why (for colleagues)', fill: 'Fill this in.',
  closed: 'The queue is closed', closedBy: (by: string, at: string) => `by ${by}, ${at}`, open: 'Open again', leave: 'Do not',
  agents: 'Agents', since: 'Since', told: (count: number) => `${count} today`, seen: 'Last sign', nobody: 'Nobody called today yet.',
  states: { free: 'free', resting: 'rests', reserved: 'prepares', talking: 'talks' }, calledIn: 'customer called', key: 'key',
  pause: 'Give a pause', pauses: { 'by-supervisor': 'given by the supervisor', 'three-skips': 'passed over too many in a row' }, resume: 'Let them go on',
  release: 'Release the call', releaseHow: 'Not dialled yet: somebody else gets this call. Dialled, and no sign of life for two minutes: it counts as broken off.',
  releaseTitle: (name: string) => `Release the call of ${name}?`, releaseWhy: 'Why', releaseSays: 'The agent reads who did this and why. It stands in the audit.',
  callBacks: 'Call-backs', callBacksSay: 'The customer asked for this agent. Who cannot make it: give it to another.', for: 'for', ownUntil: 'this agent’s alone until', giveTo: 'Give to', giveWhom: 'choose',
  interrupted: 'Calls that broke off', finish: 'Whoever knows how it went tells its outcome.', finishIt: 'Finish', finishTitle: (name: string) => `Finish the call with ${name}`, finishSays: 'A promise or an arrangement is recorded at the debtor.',
  finishNote: 'How did it go?', finishShort: 'Write at least ten characters.', finishSpoke: 'Spoke to somebody', finishNobody: 'Spoke to nobody',
  none: 'None.', dossier: 'File', talking: 'They are still talking: a call that runs always ends first.',
} satisfies typeof nl

export const texts = { nl, en }
