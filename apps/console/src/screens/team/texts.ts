/** The words of the team's view of the call queue. */
const nl = {
  title: 'Team bellen', ready: 'Nu te bellen', later: 'Later vandaag', planned: 'Gepland', nextAt: 'Volgende om', hour: 'Gesprekken laatste uur', left: 'Werk voor nu',
  hours: (hours: number) => (hours < 1 ? 'minder dan een uur' : `ongeveer ${Math.round(hours)} uur`), unknown: '-', many: (count: number) => (count >= 1000 ? '1.000+' : String(count)),
  agents: 'Medewerkers', since: 'Sinds', told: (count: number) => `${count} vandaag`, seen: 'Gezien', nobody: 'Vandaag belde nog niemand.',
  states: { free: 'vrij', resting: 'pauze', reserved: 'bereidt voor', talking: 'in gesprek' }, calledIn: 'gebeld door klant', key: 'sleutel',
  pause: 'Pauze geven', bySupervisor: 'gegeven door de teamleider', resume: 'Verder laten bellen', release: 'Gesprek vrijgeven', releaseHow: 'Nog niet gebeld: een ander krijgt dit gesprek. Al gebeld, en twee minuten geen teken van leven: het telt als afgebroken.',
  interrupted: 'Afgebroken gesprekken', finish: 'Afronden doet wie weet hoe het liep.', none: 'Geen.', dossier: 'Dossier', talking: 'Er wordt nog gesproken: een lopend gesprek loopt altijd eerst af.',
}
const en = {
  title: 'Call team', ready: 'To call now', later: 'Later today', planned: 'Planned', nextAt: 'Next at', hour: 'Calls in the last hour', left: 'Work for now',
  hours: (hours: number) => (hours < 1 ? 'less than an hour' : `about ${Math.round(hours)} hours`), unknown: '-', many: (count: number) => (count >= 1000 ? '1,000+' : String(count)),
  agents: 'Agents', since: 'Since', told: (count: number) => `${count} today`, seen: 'Seen', nobody: 'Nobody called today yet.',
  states: { free: 'free', resting: 'rests', reserved: 'prepares', talking: 'talks' }, calledIn: 'customer called', key: 'key',
  pause: 'Give a pause', bySupervisor: 'given by the supervisor', resume: 'Let them go on', release: 'Release the call', releaseHow: 'Not dialled yet: somebody else gets this call. Dialled, and no sign of life for two minutes: it counts as broken off.',
  interrupted: 'Calls that broke off', finish: 'Whoever knows how it went tells its outcome.', none: 'None.', dossier: 'File', talking: 'They are still talking: a call that runs always ends first.',
} satisfies typeof nl

export const texts = { nl, en }
