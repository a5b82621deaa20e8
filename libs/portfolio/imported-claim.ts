/** Puts the checked rows together into what the store upserts: the claim, its debtor and their representative. */
import type { ClaimHistory, ImportedClaim, ImportedDebtor, ImportedRepresentative, InvoiceFlag, PostalAddress } from '#domain'
import type { ClaimRow } from './claim-row'
import type { DebtorRow } from './debtor-row'
import type { FieldTexts } from './row-fields'

/** The creditor's own numbers, which an invoice must name (art. 35a Wet OB, art. 27 Handelsregisterwet). */
export interface Supplier {
  readonly kvk: string | null
  readonly vatNumber: string | null
}

export function toClaim(
  row: ClaimRow,
  debtor: ImportedDebtor,
  representative: ImportedRepresentative | null,
  flags: readonly InvoiceFlag[],
  attributes: Readonly<Record<string, string>> | undefined,
): ImportedClaim | undefined {
  const { reference, dueOn, open, original } = row
  if (reference === undefined || !dueOn || open === undefined || original === undefined) return undefined
  const sign = row.kind === 'credit-note' && original > 0 && open >= 0 ? -1 : 1
  return {
    reference,
    invoiceNumber: row.invoiceNumber ?? null,
    kind: row.kind,
    issuedOn: row.issuedOn || null,
    dueOn,
    original: signed(original, sign),
    open: signed(open, sign),
    currency: 'EUR',
    description: row.description ?? null,
    purchaseOrder: row.purchaseOrder ?? null,
    project: row.project ?? null,
    invoiceDocument: row.invoiceDocument ?? null,
    flags,
    history: toHistory(row),
    ...(row.product === undefined ? {} : { product: row.product }),
    ...(attributes === undefined ? {} : { attributes }),
    debtor,
    representative,
  }
}

/** Never minus zero, which is not equal to zero in a comparison of records. */
const signed = (cents: number, sign: number): number => (cents === 0 ? 0 : cents * sign)

function toHistory(row: ClaimRow): ClaimHistory | null {
  if (row.historyPhase === undefined || !row.historyOn) return null
  return {
    lastPhase: row.historyPhase,
    on: row.historyOn,
    ...(row.historyPayBy ? { payBy: row.historyPayBy } : {}),
    ...(row.historyCosts === undefined ? {} : { costsAnnounced: row.historyCosts }),
    ...(row.historyProof === undefined ? {} : { proof: row.historyProof }),
  }
}

/** What the invoice lacks (R48). Whether it names the supplier is judged only where the row or the caller knows it. */
export function invoiceFlags(texts: FieldTexts, knowsSupplier: boolean, supplier: Supplier | undefined): InvoiceFlag[] {
  const flags: InvoiceFlag[] = []
  if (texts.invoiceNumber === undefined) flags.push('missing-number')
  if (texts.issuedOn === undefined) flags.push('missing-date')
  const named = texts.supplierKvk ?? texts.supplierVatNumber ?? supplier?.kvk ?? supplier?.vatNumber ?? undefined
  if ((knowsSupplier || supplier !== undefined) && named === undefined) flags.push('missing-kvk-or-vat')
  if (texts.description === undefined) flags.push('missing-description')
  return flags
}

export function toDebtor(
  row: DebtorRow,
  texts: FieldTexts,
  address: PostalAddress | undefined,
  attributes: Readonly<Record<string, string>> | undefined,
): ImportedDebtor {
  return {
    reference: row.debtorReference ?? '',
    kind: row.debtorKind,
    name: row.debtorName ?? '',
    ...present({
      attention: texts.attention,
      salutation: row.salutation,
      contactPerson: texts.contactPerson,
      language: row.language,
      segment: row.segment,
      online: row.online ?? undefined,
      preferredChannel: row.preferredChannel,
      address,
      email: row.email,
      invoiceEmail: row.invoiceEmail,
      reminderEmail: row.reminderEmail,
      ...phones(row),
      income: row.income ?? undefined,
      mandate: toMandate(row),
      iban: row.iban,
      kvk: row.kvk,
      vatNumber: row.vatNumber,
      attributes,
    }),
  }
}

function toMandate({
  mandateReference: reference,
  mandateSignedOn: signedOn,
  mandateCollectOn: collectOn,
}: DebtorRow): ImportedDebtor['mandate'] {
  return reference !== undefined && signedOn && collectOn !== null ? { reference, signedOn, collectOn } : undefined
}

/** A landline is called, whatever column it stands in; a mobile is called and texted; a consent without a number of its own is for the mobile. */
function phones(row: DebtorRow): Pick<ImportedDebtor, 'phone' | 'sms' | 'whatsapp'> {
  const sms = [row.mobile, row.phone].find((phone) => phone?.textable)?.number
  const whatsapp = (row.whatsapp?.textable ? row.whatsapp.number : undefined) ?? (row.whatsappConsentedOn ? sms : undefined)
  return {
    ...present({ phone: (row.phone ?? row.mobile ?? row.whatsapp)?.number, sms }),
    ...(whatsapp === undefined ? {} : { whatsapp: { number: whatsapp, consentedOn: row.whatsappConsentedOn || null } }),
  }
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Without the properties that were not said: they must not overwrite what is stored. */
function present<T extends object>(values: T): Present<T> {
  const said: Partial<T> = {}
  for (const key in values) if (values[key] !== undefined) said[key] = values[key]
  return said as Present<T>
}
