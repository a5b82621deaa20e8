/** The words of the editor of an import mapping. */
const nl = {
  edit: 'Aanpassen', chooseFirst: 'Kies eerst een bestand: dan ziet u de kolommen ervan.', title: 'Hoe wordt dit bestand gelezen?', name: 'Naam van deze bron', nameHelp: 'Een bestaande naam wordt een nieuwe versie; een nieuwe naam wordt een nieuwe bron.',
  nameWrong: 'Kleine letters, cijfers en streepjes.', nameTaken: 'Er is al een bron met deze naam. Kies die eerst, of neem een andere naam.',
  headerLine: 'Kolomkoppen op regel', wholeNumber: 'Een getal van 1 tot 100.', fullExport: 'Volledige export: open posten die ontbreken, gaan rusten', field: 'Gegeven', column: 'Kolom in uw bestand', firstRows: 'Eerste regels', notThere: 'staat er niet in', gone: 'niet in dit bestand', more: 'Meer gegevens',
  fixed: (value: string) => `altijd ${value}`, unused: 'Kolommen die u niet gebruikt', preview: 'De eerste regels, zoals ze worden gelezen', refused: 'Deze regels worden geweigerd', columnOf: (field: string) => `Kolom voor ${field}`,
  save: 'Bewaren en gebruiken', cancel: 'Niet bewaren', ahead: 'Iemand anders heeft deze bron net aangepast. Sluit dit en begin opnieuw met de nieuwe versie.',
}
const en = {
  edit: 'Edit', chooseFirst: 'Choose a file first: then you see its columns.', title: 'How is this file read?', name: 'Name of this source', nameHelp: 'A name that is there becomes a new version; a new name becomes a new source.',
  nameWrong: 'Lower-case letters, digits and hyphens.', nameTaken: 'There is a source of that name. Choose that one first, or take another name.',
  headerLine: 'Column heads on line', wholeNumber: 'A number from 1 to 100.', fullExport: 'Full export: open items that are missing come to rest', field: 'Field', column: 'Column in your file', firstRows: 'First rows', notThere: 'not in the file', gone: 'not in this file', more: 'More fields',
  fixed: (value: string) => `always ${value}`, unused: 'Columns that you do not use', preview: 'The first rows, as they are read', refused: 'These rows are refused', columnOf: (field: string) => `Column for ${field}`,
  save: 'Save and use', cancel: 'Do not save', ahead: 'Somebody else has just changed this source. Close this and begin again with the new version.',
} satisfies typeof nl
export const mappingTexts = { nl, en }
