/** The words of the list of debtors. */
const nl = {
  title: 'Debiteuren', find: 'Zoeken', hint: 'Naam, debiteurnummer, factuur, telefoon, e-mailadres of einde van een IBAN',
  reference: 'Nummer', name: 'Naam', kind: 'Soort', segment: 'Groep', claims: 'Facturen', open: 'Open', next: 'Volgende blik', choice: 'Kies', choose: 'Kies deze rij',
  filters: 'Filters', phase: 'Fase', hold: 'Rust', any: 'alle', noFilter: 'Zonder filters', total: (count: string) => `${count} in totaal`,
  nothing: 'Niets gevonden', nothingHint: 'Probeer het telefoonnummer, het factuurnummer, of de laatste vier tekens van de IBAN.', filterHint: 'Niemand voldoet hieraan. Haal een filter weg.',
  none: 'Nog geen debiteuren', noneHint: 'Ze komen met de eerste import.', erased: 'gewist',
  changed: (count: number) => `${count} gewijzigd`, show: 'Tonen', chosen: (count: number) => `${count} gekozen`, export: 'Exporteren (csv)', rest: 'Pauze geven', chooseNone: 'Niets kiezen',
  restTitle: (count: number) => `Pauze voor ${count}`, until: 'Geen contact tot', why: 'Waarom', dayMissing: 'Kies een dag die nog komt.', whyMissing: 'Zeg waarom.', cancel: 'Niet doen',
  restEffect: 'Geen enkel contact tot die dag, ook niet wat klaarstaat; daarna gaan de regels verder.',
  rested: (count: number, left: number) => `Pauze voor ${count}.${left > 0 ? ` ${left} overgeslagen: samengevoegd of weg.` : ''}`,
}
const en = {
  title: 'Debtors', find: 'Search', hint: 'Name, debtor number, invoice, telephone, e-mail address or end of an IBAN',
  reference: 'Number', name: 'Name', kind: 'Kind', segment: 'Group', claims: 'Invoices', open: 'Open', next: 'Next look', choice: 'Choose', choose: 'Choose this row',
  filters: 'Filters', phase: 'Phase', hold: 'Rest', any: 'all', noFilter: 'Without filters', total: (count: string) => `${count} in all`,
  nothing: 'Nothing found', nothingHint: 'Try the telephone number, the number of an invoice, or the last four characters of the IBAN.', filterHint: 'Nobody is all of this. Take a filter away.',
  none: 'No debtors yet', noneHint: 'They come with the first import.', erased: 'erased',
  changed: (count: number) => `${count} changed`, show: 'Show', chosen: (count: number) => `${count} chosen`, export: 'Export (csv)', rest: 'Put at rest', chooseNone: 'Choose none',
  restTitle: (count: number) => `Rest for ${count}`, until: 'No contact until', why: 'Why', dayMissing: 'Choose a day to come.', whyMissing: 'Say why.', cancel: 'Do not',
  restEffect: 'No contact at all until that day, not even what is queued; then the rules go on.',
  rested: (count: number, left: number) => `A rest for ${count}.${left > 0 ? ` ${left} left out: merged or gone.` : ''}`,
} satisfies typeof nl

export const texts = { nl, en }
