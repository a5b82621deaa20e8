/** ImportMapping: how one kind of export is read, as data: its form, and which column fills which field. */

/** What a row of a claims export may say. */
export const CLAIM_FIELDS = [
  'reference',
  'invoiceNumber',
  'kind',
  'issuedOn',
  'dueOn',
  'termDays',
  'original',
  'open',
  'currency',
  'description',
  'purchaseOrder',
  'project',
  'product',
  'invoiceDocument',
  'supplierKvk',
  'supplierVatNumber',
  'historyPhase',
  'historyOn',
  'historyPayBy',
  'historyCosts',
  'historyProof',
  'debtorReference',
  'debtorKind',
  'debtorName',
  'attention',
  'salutation',
  'contactPerson',
  'language',
  'segment',
  'online',
  'preferredChannel',
  'street',
  'houseNumber',
  'addition',
  'postcode',
  'city',
  'country',
  'email',
  'invoiceEmail',
  'reminderEmail',
  'phone',
  'mobile',
  'whatsapp',
  'whatsappConsentedOn',
  'income',
  'incomeRoll',
  'mandateReference',
  'mandateSignedOn',
  'mandateCollectOn',
  'iban',
  'kvk',
  'vatNumber',
  'representativeRole',
  'representativeName',
  'representativeEmail',
  'representativePhone',
  'representativeStreet',
  'representativeHouseNumber',
  'representativeAddition',
  'representativePostcode',
  'representativeCity',
  'representativeCountry',
  'representativeInstead',
] as const
export type ClaimField = (typeof CLAIM_FIELDS)[number]

/** What a row of a payments export may say. */
export const PAYMENT_FIELDS = [
  'transactionId',
  'receivedOn',
  'amount',
  'direction',
  'currency',
  'paymentReference',
  'claimReference',
  'invoiceNumber',
  'description',
  'payerIban',
  'payerName',
  'returnCode',
] as const
export type PaymentField = (typeof PAYMENT_FIELDS)[number]
export type ImportField = ClaimField | PaymentField

export const IMPORT_RECORDS = ['claims', 'payments'] as const
export const IMPORT_FORMATS = ['csv', 'json', 'camt.053'] as const
export const IMPORT_ENCODINGS = ['utf-8', 'windows-1252'] as const
export const IMPORT_DELIMITERS = [';', ',', '\t', '|'] as const
export const DECIMAL_MARKS = [',', '.'] as const
/** `d-m-yyyy` takes one or two digits; a two-digit year is a year of this century. */
export const DATE_FORMATS = ['dd-mm-yyyy', 'd-m-yyyy', 'd-m-yy', 'dd/mm/yyyy', 'd/m/yyyy', 'yyyy-mm-dd', 'yyyymmdd'] as const

/** Where a field comes from: the first column that says something, or all of them joined by a space. */
export interface FieldSource {
  readonly columns: readonly string[]
  readonly join: boolean
  /** What the export writes, in lower case -> what we read, or null for "says nothing"; without values, the cell is taken as it is. */
  readonly values: Readonly<Record<string, string | null>> | null
  /** Taken when the cell is empty, or says something that `values` does not list. */
  readonly otherwise: string | null
}

export const ATTRIBUTE_OWNERS = ['debtor', 'claim'] as const
export type AttributeOwner = (typeof ATTRIBUTE_OWNERS)[number]

export interface ImportMapping {
  readonly name: string
  readonly records: (typeof IMPORT_RECORDS)[number]
  readonly format: (typeof IMPORT_FORMATS)[number]
  readonly encoding: (typeof IMPORT_ENCODINGS)[number]
  readonly delimiter: (typeof IMPORT_DELIMITERS)[number]
  readonly decimal: (typeof DECIMAL_MARKS)[number]
  readonly dates: (typeof DATE_FORMATS)[number]
  /** Line that holds the column heads; exports with a title above them start later. */
  readonly headerLine: number
  /** True when an open claim that is not in the file has usually been paid (`absent-from-export`). */
  readonly fullExport: boolean
  readonly fields: Readonly<Partial<Record<ImportField, FieldSource>>>
  readonly constants: Readonly<Partial<Record<ImportField, string>>>
  /** What the creditor tells debtors and claims apart by, under names of its own. */
  readonly attributes: Readonly<Record<AttributeOwner, Readonly<Record<string, FieldSource>>>>
}
