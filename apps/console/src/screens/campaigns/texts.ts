/** The words of the list of campaigns. */
const nl = {
  title: 'Campagnes',
  make: 'Nieuwe campagne',
  none: 'Er is nog geen campagne.',
  noneHow: 'Een campagne kiest debiteuren en volgt met hen een strategie. Iedere debiteur wordt nog steeds apart beoordeeld.',
  name: 'Naam',
  state: 'Stand',
  starts: 'Begint',
  strategy: 'Strategie',
  asks: 'vraagt naar voorkeur',
}
const en = {
  title: 'Campaigns',
  make: 'New campaign',
  none: 'There is no campaign yet.',
  noneHow: 'A campaign chooses debtors and takes them through a strategy. Each debtor is still judged alone.',
  name: 'Name',
  state: 'State',
  starts: 'Starts',
  strategy: 'Strategy',
  asks: 'asks for a preference',
} satisfies typeof nl
export const texts = { nl, en }
