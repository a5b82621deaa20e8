/** The words of the window in which an address or a number is put right. */
const nl = {
  add: 'Contactgegeven toevoegen',
  change: (channel: string) => `${channel} wijzigen`,
  channel: 'Waarvoor',
  save: 'Opslaan',
  cancel: 'Niet doen',
  kept: (channel: string) => `${channel}: opgeslagen.`,
  fields: {
    email: 'E-mailadres',
    phone: 'Nummer',
    name: 'Naam op de envelop',
    street: 'Straat',
    houseNumber: 'Huisnummer',
    postcode: 'Postcode',
    city: 'Plaats',
  },
  missing: {
    address: 'Dit past niet: een e-mailadres, of een nummer zoals 06 12345678.',
    name: 'Vul dit in.',
    street: 'Vul dit in.',
    houseNumber: 'Vul dit in.',
    postcode: 'Een postcode zoals 1234 AB.',
    city: 'Vul dit in.',
  } as Readonly<Record<string, string>>,
  effect: 'Wat nog moet gaan, gaat hierheen. Wat al gestuurd is, blijft in de tijdlijn.',
}
const en = {
  add: 'Add a contact point',
  change: (channel: string) => `Change ${channel}`,
  channel: 'What for',
  save: 'Save',
  cancel: 'Do not',
  kept: (channel: string) => `${channel}: saved.`,
  fields: {
    email: 'E-mail address',
    phone: 'Number',
    name: 'Name on the envelope',
    street: 'Street',
    houseNumber: 'House number',
    postcode: 'Postcode',
    city: 'City',
  },
  missing: {
    address: 'This does not fit: an e-mail address, or a number such as 06 12345678.',
    name: 'Fill this in.',
    street: 'Fill this in.',
    houseNumber: 'Fill this in.',
    postcode: 'A postcode such as 1234 AB.',
    city: 'Fill this in.',
  },
  effect: 'What is still to go goes there. What was sent stays in the timeline.',
} satisfies typeof nl

export const texts = { nl, en }
