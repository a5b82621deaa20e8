/** What a text can name (config/templates/README.md), and what it stands for. */
type Words = Readonly<Record<string, string>>

const nl = {
  'addressee.greeting': 'aanhef', 'addressee.name': 'naam van de debiteur', customerNumber: 'klantnummer', total: 'te betalen', amount: 'open bedrag', payBy: 'uiterste betaaldag', legalEnd: 'laatste dag van de termijn',
  announcedCosts: 'kosten als het te laat wordt', totalWithCosts: 'bedrag met die kosten', costsFrom: 'kosten vanaf', sentOn: 'datum van het bericht', 'next.name': 'volgende stap', 'next.on': 'dag van de volgende stap',
  paymentLink: 'betaallink', paymentReference: 'betalingskenmerk', replyPage: 'antwoordpagina', 'creditor.name': 'naam van de schuldeiser', 'creditor.phone': 'telefoon', 'creditor.email': 'e-mail', 'creditor.helpPage': 'hulppagina',
  'creditor.iban': 'IBAN', 'creditor.accountName': 'naam van de rekening', 'creditor.terms': 'betalingsvoorwaarden', phaseName: 'naam van de fase',
} as Words

const en = {
  'addressee.greeting': 'greeting', 'addressee.name': 'name of the debtor', customerNumber: 'customer number', total: 'to be paid', amount: 'open amount', payBy: 'pay by', legalEnd: 'last day of the term',
  announcedCosts: 'costs when it is late', totalWithCosts: 'amount with those costs', costsFrom: 'costs from', sentOn: 'date of the message', 'next.name': 'next step', 'next.on': 'day of the next step',
  paymentLink: 'payment link', paymentReference: 'payment reference', replyPage: 'page to answer on', 'creditor.name': 'name of the creditor', 'creditor.phone': 'telephone', 'creditor.email': 'e-mail', 'creditor.helpPage': 'help page',
  'creditor.iban': 'IBAN', 'creditor.accountName': 'name of the account', 'creditor.terms': 'payment terms', phaseName: 'name of the phase',
} satisfies typeof nl

export const VARIABLES = { nl, en }
