/** The words of the list of debtors. */
const nl = {
  title: 'Debiteuren', find: 'Zoeken', hint: 'Naam, debiteurnummer, factuur, telefoon of e-mailadres',
  reference: 'Nummer', name: 'Naam', kind: 'Soort', segment: 'Groep', claims: 'Facturen', open: 'Open', next: 'Volgende blik',
  nothing: 'Niets gevonden', nothingHint: 'Probeer het hele nummer, het telefoonnummer of het begin van de naam.',
  none: 'Nog geen debiteuren', noneHint: 'Ze komen met de eerste import.', erased: 'gewist',
}
const en = {
  title: 'Debtors', find: 'Search', hint: 'Name, debtor number, invoice, telephone or e-mail address',
  reference: 'Number', name: 'Name', kind: 'Kind', segment: 'Group', claims: 'Invoices', open: 'Open', next: 'Next look',
  nothing: 'Nothing found', nothingHint: 'Try the whole number, the telephone number or the beginning of the name.',
  none: 'No debtors yet', noneHint: 'They come with the first import.', erased: 'erased',
} satisfies typeof nl

export const texts = { nl, en }
