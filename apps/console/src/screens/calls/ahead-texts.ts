/** The words of what lies ahead of a call, of what is known beside it, and of what is owed in detail. */
const nl = {
  ahead: 'Hierna, als niemand iets doet', nothingAhead: 'De komende 60 dagen gebeurt er niets vanzelf.', arrives: 'komt aan',
  reach: 'Ook bereikbaar', noOthers: 'Geen ander nummer bekend.', unusable: 'niet van hen', bestHour: (hour: string, answered: number, of: number) => `Neemt het vaakst op rond ${hour} (${answered} van ${of}).`, noBestHour: 'Geen beste tijd bekend.',
  lastContacts: 'Laatste contacten', noContacts: 'Nog geen eerder contact.', more: 'Meer', less: 'Minder', older: 'Oudere',
  invoice: 'Factuur', due: 'Vervalt', open: 'Open', disputed: 'betwist', promises: 'Beloftes', arrangements: 'Regelingen', holds: 'Rust', none: 'geen', incomeDay: 'Inkomensdag',
  interest: 'Rente tot vandaag', provisional: 'voorlopig', costs: 'Incassokosten', costsFrom: (costs: string, from: string) => `${costs} kosten vanaf ${from}`, interestOf: (interest: string) => `${interest} rente`, withCharges: 'Alles samen',
}
const en = {
  ahead: 'Next, if nobody acts', nothingAhead: 'Nothing happens by itself in the next 60 days.', arrives: 'arrives',
  reach: 'Also reached at', noOthers: 'No other number is known.', unusable: 'not theirs', bestHour: (hour: string, answered: number, of: number) => `Picks up most around ${hour} (${answered} of ${of}).`, noBestHour: 'No best time is known.',
  lastContacts: 'Last contacts', noContacts: 'No contact before.', more: 'More', less: 'Fewer', older: 'Older',
  invoice: 'Invoice', due: 'Due', open: 'Open', disputed: 'disputed', promises: 'Promises', arrangements: 'Arrangements', holds: 'Rest', none: 'none', incomeDay: 'Income day',
  interest: 'Interest until today', provisional: 'provisional', costs: 'Collection costs', costsFrom: (costs: string, from: string) => `${costs} costs from ${from}`, interestOf: (interest: string) => `${interest} interest`, withCharges: 'All together',
} satisfies typeof nl

export const texts = { nl, en }
