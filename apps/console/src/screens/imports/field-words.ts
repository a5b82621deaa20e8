/** What a file can tell, in words; the fields are those of the API. */
const nl = {
  reference: 'Kenmerk van de post', invoiceNumber: 'Factuurnummer', kind: 'Soort (factuur, creditnota)', issuedOn: 'Factuurdatum', dueOn: 'Vervaldatum', termDays: 'Betaaltermijn in dagen', original: 'Factuurbedrag', open: 'Openstaand bedrag', currency: 'Munt',
  description: 'Omschrijving', purchaseOrder: 'Inkoopnummer', project: 'Project', product: 'Product', invoiceDocument: 'Bestand van de factuur', supplierKvk: 'KvK van de leverancier', supplierVatNumber: 'Btw-nummer van de leverancier',
  historyPhase: 'Laatste aanmaning: soort', historyOn: 'Laatste aanmaning: datum', historyPayBy: 'Laatste aanmaning: betalen voor', historyCosts: 'Laatste aanmaning: kosten', historyProof: 'Laatste aanmaning: bewijs',
  debtorReference: 'Debiteurnummer', debtorKind: 'Consument of bedrijf', debtorName: 'Naam van de debiteur', attention: 'Ter attentie van', salutation: 'Aanspreekvorm', contactPerson: 'Contactpersoon', language: 'Taal', segment: 'Segment', online: 'Klant online', preferredChannel: 'Voorkeurskanaal',
  street: 'Straat', houseNumber: 'Huisnummer', addition: 'Toevoeging', postcode: 'Postcode', city: 'Plaats', country: 'Land',
  email: 'E-mail', invoiceEmail: 'E-mail voor facturen', reminderEmail: 'E-mail voor herinneringen', phone: 'Telefoon', mobile: 'Mobiel', whatsapp: 'WhatsApp', whatsappConsentedOn: 'WhatsApp: toestemming op',
  income: 'Inkomensdag', incomeRoll: 'Inkomensdag in het weekend', mandateReference: 'Machtiging: kenmerk', mandateSignedOn: 'Machtiging: getekend op', mandateCollectOn: 'Machtiging: incassodag', iban: 'IBAN', kvk: 'KvK-nummer', vatNumber: 'Btw-nummer',
  representativeRole: 'Vertegenwoordiger: rol', representativeName: 'Vertegenwoordiger: naam', representativeEmail: 'Vertegenwoordiger: e-mail', representativePhone: 'Vertegenwoordiger: telefoon', representativeStreet: 'Vertegenwoordiger: straat',
  representativeHouseNumber: 'Vertegenwoordiger: huisnummer', representativeAddition: 'Vertegenwoordiger: toevoeging', representativePostcode: 'Vertegenwoordiger: postcode', representativeCity: 'Vertegenwoordiger: plaats', representativeCountry: 'Vertegenwoordiger: land',
  representativeInstead: 'Vertegenwoordiger: in plaats van de debiteur',
  transactionId: 'Kenmerk van de bank', receivedOn: 'Ontvangen op', amount: 'Bedrag', direction: 'Bij of af', paymentReference: 'Betalingskenmerk', claimReference: 'Kenmerk van de post', payerIban: 'IBAN van de betaler', payerName: 'Naam van de betaler', returnCode: 'Stornocode',
}
const en = {
  reference: 'Reference of the claim', invoiceNumber: 'Invoice number', kind: 'Kind (invoice, credit note)', issuedOn: 'Invoice date', dueOn: 'Due date', termDays: 'Payment term in days', original: 'Invoice amount', open: 'Open amount', currency: 'Currency',
  description: 'Description', purchaseOrder: 'Purchase order', project: 'Project', product: 'Product', invoiceDocument: 'File of the invoice', supplierKvk: 'KvK of the supplier', supplierVatNumber: 'VAT number of the supplier',
  historyPhase: 'Last reminder: kind', historyOn: 'Last reminder: date', historyPayBy: 'Last reminder: pay by', historyCosts: 'Last reminder: costs', historyProof: 'Last reminder: proof',
  debtorReference: 'Debtor number', debtorKind: 'Consumer or business', debtorName: 'Name of the debtor', attention: 'For the attention of', salutation: 'Form of address', contactPerson: 'Contact person', language: 'Language', segment: 'Segment', online: 'Online customer', preferredChannel: 'Preferred channel',
  street: 'Street', houseNumber: 'House number', addition: 'Addition', postcode: 'Postcode', city: 'City', country: 'Country',
  email: 'E-mail', invoiceEmail: 'E-mail for invoices', reminderEmail: 'E-mail for reminders', phone: 'Telephone', mobile: 'Mobile', whatsapp: 'WhatsApp', whatsappConsentedOn: 'WhatsApp: consent on',
  income: 'Income day', incomeRoll: 'Income day in a weekend', mandateReference: 'Mandate: reference', mandateSignedOn: 'Mandate: signed on', mandateCollectOn: 'Mandate: day of collection', iban: 'IBAN', kvk: 'KvK number', vatNumber: 'VAT number',
  representativeRole: 'Representative: role', representativeName: 'Representative: name', representativeEmail: 'Representative: e-mail', representativePhone: 'Representative: telephone', representativeStreet: 'Representative: street',
  representativeHouseNumber: 'Representative: house number', representativeAddition: 'Representative: addition', representativePostcode: 'Representative: postcode', representativeCity: 'Representative: city', representativeCountry: 'Representative: country',
  representativeInstead: 'Representative: instead of the debtor',
  transactionId: 'Reference of the bank', receivedOn: 'Received on', amount: 'Amount', direction: 'In or out', paymentReference: 'Payment reference', claimReference: 'Reference of the claim', payerIban: 'IBAN of the payer', payerName: 'Name of the payer', returnCode: 'Return code',
} satisfies typeof nl
export const fieldWords = { nl, en }
export type Field = keyof typeof nl

const PAYMENTS: readonly Field[] = ['receivedOn', 'amount', 'transactionId', 'direction', 'currency', 'paymentReference', 'claimReference', 'invoiceNumber', 'description', 'payerIban', 'payerName', 'returnCode']
const ONLY_PAYMENTS: readonly Field[] = ['transactionId', 'receivedOn', 'amount', 'direction', 'paymentReference', 'claimReference', 'payerIban', 'payerName', 'returnCode']
const CLAIMS_FIRST: readonly Field[] = ['reference', 'debtorReference', 'debtorName', 'open', 'original', 'issuedOn', 'dueOn', 'invoiceNumber', 'email', 'mobile']

/** What every file has comes first. */
export const FIELDS: Readonly<Record<'claims' | 'payments', readonly Field[]>> = {
  payments: PAYMENTS, claims: [...CLAIMS_FIRST, ...(Object.keys(nl) as Field[]).filter((field) => !CLAIMS_FIRST.includes(field) && !ONLY_PAYMENTS.includes(field))],
}
