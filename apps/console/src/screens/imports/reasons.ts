/** Why a row was refused, which the reader of files says in English, in the language of the page; the columns keep the names that the file gives them. */
import type { Language } from '../../texts/language'

const DUTCH: readonly (readonly [RegExp, string])[] = [
  [/is missing, and the street names none/g, 'ontbreekt, en in de straat staat er geen'],
  [/is missing/g, 'ontbreekt'],
  [/is not an amount such as/g, 'is geen bedrag zoals'],
  [/is not an existing date as/g, 'is geen bestaande datum als'],
  [/is not a valid IBAN/g, 'is geen goede IBAN'],
  [/is not an e-mail address/g, 'is geen e-mailadres'],
  [
    /is not a phone number; write it in full, with \+ and the country when it is not Dutch/g,
    'is geen telefoonnummer: schrijf het voluit, met + en het land als het niet Nederlands is',
  ],
  [/is not a two-letter country code such as/g, 'is geen landcode van twee letters zoals'],
  [/is not a Dutch postcode such as/g, 'is geen Nederlandse postcode zoals'],
  [/is not a KvK number of 8 digits/g, 'is geen KvK-nummer van 8 cijfers'],
  [/is not a VAT number such as/g, 'is geen btw-nummer zoals'],
  [
    /is not a pay day such as (.+?), or the name of an income calendar/g,
    'is geen betaaldag zoals $1, en ook niet de naam van een inkomenskalender',
  ],
  [/names an income calendar that is not there; there are/g, 'noemt een inkomenskalender die er niet is: er zijn'],
  [/is not a path below the folder of the documents/g, 'is geen pad binnen de map met documenten'],
  [/is not EUR, the only currency so far/g, 'is geen EUR, tot nu toe de enige munt'],
  [/is not a return code such as/g, 'is geen stornocode zoals'],
  [/is not a number of days/g, 'is geen aantal dagen'],
  [/is none of/g, 'moet een zijn van'],
  [/is longer than (\d+) characters/g, 'is langer dan $1 tekens'],
  [/lies before the date of the invoice/g, 'ligt vóór de datum van de factuur'],
  [/is neither yes nor no/g, 'is geen ja en geen nee'],
  [/is neither preceding \(ervoor\) nor following \(erna\)/g, 'is niet ervoor en niet erna'],
  [/is neither a day of the month from 1 to 28 nor day-after-income/g, 'is geen dag van de maand van 1 tot 28 en niet day-after-income'],
  [/was already on line (\d+)/g, 'stond al op regel $1'],
  [/holds a character that is not (\S+); is the mapping's encoding right\?/g, 'heeft een teken dat geen $1 is: klopt de tekenset?'],
  [/holds a character that cannot be read/g, 'heeft een teken dat niet te lezen is'],
  [/the line has (\d+) cells, the head has (\d+)/g, 'de regel heeft $1 cellen, de kop $2'],
  [/a quotation mark opens a field and does not close it/g, 'een aanhalingsteken gaat open en niet dicht'],
  [/the line is not valid JSON/g, 'de regel is geen goede JSON'],
  [/the item is not an object/g, 'dit is geen object'],
  [/columns: nothing fills (.+?), which every row needs/g, 'geen kolom vult $1, en elke regel heeft dat nodig'],
  [/the file is empty: its first line should hold the column heads/g, 'het bestand is leeg: op de eerste regel horen de kolomkoppen'],
  [
    /line (\d+) should hold the column heads with (.+?) between them; is the mapping's delimiter right\?/g,
    'op regel $1 horen de kolomkoppen met $2 ertussen: klopt het teken tussen kolommen?',
  ],
  [
    /mapping (\S+) reads (\S+) from (.+), but the file has these columns: (.+)/g,
    '$2 hoort in kolom $3 te staan, maar het bestand heeft deze kolommen: $4',
  ],
  [/is not valid/g, 'past niet'],
  [/" or "/g, '" of "'],
]

export const reasonSaid = (reason: string, language: Language): string =>
  language === 'nl' ? DUTCH.reduce((text, [english, dutch]) => text.replace(english, dutch), reason) : reason

/** Whether a reason is about this column. */
export const isAbout = (reason: string, column: string): boolean => reason.includes(`"${column}"`)
