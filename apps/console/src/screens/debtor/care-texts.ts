/** The words of how to deal with a debtor. */
const nl = {
  title: 'Omgang',
  salutation: 'Aanspreken als',
  vulnerable: 'Kwetsbaar: dit gaat voorzichtig',
  note: 'Hoe gaan we met hen om',
  save: 'Opslaan',
  cancel: 'Niet doen',
  kept: 'Omgang: bewaard.',
  hint: 'Zo staat het in brieven en op de belkaart. Noteer nooit iets over gezondheid; het merkteken beslist niets vanzelf.',
}
const en = {
  title: 'How to deal with them',
  salutation: 'Address as',
  vulnerable: 'Vulnerable: with care',
  note: 'How to treat them',
  save: 'Save',
  cancel: 'Do not',
  kept: 'How to deal with them: kept.',
  hint: 'It stands so in letters and on the card of a call. Never note anything of health; the mark decides nothing by itself.',
} satisfies typeof nl

export const texts = { nl, en }
