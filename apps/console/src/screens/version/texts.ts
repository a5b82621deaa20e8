/** The words of reviewing a version. */
type Words = Readonly<Record<string, string>>

const nl = {
  notThere: 'Deze versie is er niet.', toList: 'Naar de lijst', version: (number: number) => `versie ${number}`, ofFile: 'uit een bestand', writers: (names: string) => `Geschreven door ${names}`,
  approvedBy: (who: string) => `goedgekeurd door ${who}`, liveFrom: 'live vanaf', rejected: (who: string) => `Afgewezen door ${who}:`,
  comparedWith: (version: number) => `Anders dan versie ${version}`, nothingChanges: 'Niets is anders.', more: (count: number) => `en nog ${count}`, whole: 'De hele tekst',
  history: 'Alle versies', beginHere: 'Nieuw concept hiervan', draftExists: 'Er is al een concept met deze naam: ga daarmee verder, of gooi het eerst weg.',
  waitsForOther: 'Een goedkeurder kijkt hiernaar.', own: 'U schreef hierin mee: iemand anders beoordeelt dit.',
  approve: 'Goedkeuren', reject: 'Afwijzen', publish: 'Live zetten', publishNow: 'Nu live zetten', cancel: 'Niet doen',
  rejectTitle: 'Waarom afwijzen?', reason: 'Wat er anders moet', sayWhy: 'Zeg wat er anders moet.',
  publishTitle: (name: string, version: number) => `${name} versie ${version} live zetten?`, publishSays: 'Nieuwe trajecten en berichten volgen deze versie, binnen een minuut. Wie onderweg is, houdt de versie waarmee die begon; wat gepland is, gaat zoals het was besloten.',
  from: 'Live vanaf', fromSays: 'Leeg: nu meteen. Anders vanaf het begin van die dag.',
  refused: {
    'own-work': 'U schreef hierin mee: iemand anders moet dit doen.', 'approved-already': 'Dit is al goedgekeurd.', 'rejected-already': 'Dit is al afgewezen.', 'live-already': 'Dit is al live.',
    'not-approved': 'Iemand anders moet dit eerst goedkeuren.', 'later-version-live': 'Er is al een latere versie live: begin een nieuw concept.',
  } as Words,
}

const en = {
  notThere: 'There is no such version.', toList: 'To the list', version: (number: number) => `version ${number}`, ofFile: 'from a file', writers: (names: string) => `Written by ${names}`,
  approvedBy: (who: string) => `approved by ${who}`, liveFrom: 'live from', rejected: (who: string) => `Rejected by ${who}:`,
  comparedWith: (version: number) => `Otherwise than version ${version}`, nothingChanges: 'Nothing is otherwise.', more: (count: number) => `and ${count} more`, whole: 'The whole of it',
  history: 'All versions', beginHere: 'New draft from this', draftExists: 'There is a draft of this name already: go on with that one, or throw it away first.',
  waitsForOther: 'An approver looks at this.', own: 'You wrote in this: another person judges it.',
  approve: 'Approve', reject: 'Reject', publish: 'Put live', publishNow: 'Put live now', cancel: 'Do not',
  rejectTitle: 'Why reject it?', reason: 'What is to be otherwise', sayWhy: 'Say what is to be otherwise.',
  publishTitle: (name: string, version: number) => `Put ${name} version ${version} live?`, publishSays: 'New journeys and messages follow this version, within a minute. Who is on their way keeps the version they began with; what was planned goes as it was decided.',
  from: 'Live from', fromSays: 'Empty: at once. Else from the beginning of that day.',
  refused: {
    'own-work': 'You wrote in this: another person must do it.', 'approved-already': 'This was approved already.', 'rejected-already': 'This was rejected already.', 'live-already': 'This is live already.',
    'not-approved': 'Another person must approve it first.', 'later-version-live': 'A later version is live: begin a new draft.',
  },
} satisfies typeof nl

export const texts = { nl, en }
