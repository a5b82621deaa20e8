/** Sample input: an invented creditor and debtor, for previews and for the lint of templates. */
import type { CollectionCosts, DebtorKind, LocalDate, Phase, Statement, TemplateDefinition } from '#domain'
import type { Addressee, ComposeInput, MessageClaim, MessageSender } from './compose-input'
import { REPLY_OPTIONS } from './compose-input'

const day = (date: string): LocalDate => date as LocalDate

/** The product must not show where others can read along; the lint looks for this word. */
export const SAMPLE_PRODUCT = 'cv-ketel'

const CREDITOR: MessageSender = {
  name: 'De Linde',
  legalName: 'Installatiebedrijf De Linde B.V.',
  chamberOfCommerce: '12345678',
  vatNumber: 'NL001234567B01',
  address: { name: 'De Linde', street: 'Lindelaan', houseNumber: '4', postcode: '8011 AB', city: 'Zwolle', country: 'NL' },
  phone: '038 123 45 67',
  email: 'facturen@delinde.example',
  website: 'https://delinde.example',
  helpPage: 'https://delinde.example/betalen',
  iban: 'NL91ABNA0417164300',
  accountName: 'Installatiebedrijf De Linde B.V.',
  identity: 'facturen@delinde.example',
  terms: null,
  wkiNumber: null,
  collectsFor: null,
  payment: {},
}

const NOTHING_WAIVED = { costs: null, interest: null }

const CLAIMS: readonly [MessageClaim, MessageClaim] = [
  {
    reference: 'INV-12',
    invoiceNumber: '2027-0012',
    issuedOn: day('2027-01-04'),
    dueOn: day('2027-01-18'),
    description: `Onderhoud ${SAMPLE_PRODUCT}`,
    purchaseOrder: null,
    project: null,
    original: 12_000,
    open: 6_250,
    waived: NOTHING_WAIVED,
  },
  {
    reference: 'INV-31',
    invoiceNumber: '2027-0031',
    issuedOn: day('2027-01-06'),
    dueOn: day('2027-01-20'),
    description: null,
    purchaseOrder: '4500098',
    project: 'P-77',
    original: 18_000,
    open: 18_000,
    waived: NOTHING_WAIVED,
  },
]

const NEXT_PHASES: Readonly<Partial<Record<Phase, Phase>>> = {
  welcome: 'pre-due',
  'receipt-check': 'pre-due',
  'pre-due': 'reminder',
  'due-day': 'reminder',
  reminder: 'formal-notice',
  'formal-notice': 'final-demand',
  'final-demand': 'escalation',
}

const COSTS: CollectionCosts = {
  parts: [{ principal: 6_250, slices: [{ over: 6_250, percent: 15 }], scale: 4_000, bound: 'minimum', chargedBefore: 0, amount: 4_000 }],
  limit: null,
  amount: 4_000,
  vatPercent: null,
  vat: 0,
  total: 4_000,
}
const NO_COSTS: CollectionCosts = { parts: [], limit: null, amount: 0, vatPercent: null, vat: 0, total: 0 }

function statementOf(claims: readonly MessageClaim[], costs: CollectionCosts): Statement {
  const principal = claims.reduce((sum, claim) => sum + claim.open, 0)
  return {
    asOf: day('2027-01-25'),
    principal,
    costs,
    interest: 0,
    interestLimit: null,
    covered: { costs: 0, interest: 0 },
    provisional: false,
    total: principal + costs.total,
    claims: claims.map(({ reference, original, open, waived }) => ({
      reference,
      original,
      payments: original > open ? [{ on: day('2027-01-20'), amount: original - open, costs: 0, interest: 0 }] : [],
      settledOtherwise: 0,
      open,
      unpaidAtTermEnd: null,
      termEnd: null,
      interest: null,
      waived,
    })),
  }
}

/** Input that fits the template, for a debtor of that kind; `several` lists two claims. */
export function sampleInput(template: TemplateDefinition, kind: DebtorKind, several = false): ComposeInput {
  const { channel, phase, language } = template
  const claims: readonly MessageClaim[] = phase === 'preference' ? [] : several ? CLAIMS : [CLAIMS[0]]
  const next = NEXT_PHASES[phase]
  const late = phase === 'formal-notice' || phase === 'final-demand'
  return {
    creditor: {
      ...CREDITOR,
      identity: channel === 'email' || channel === 'letter' ? CREDITOR.identity : '+31 38 123 45 67',
      terms:
        language === 'nl' ? 'U betaalt binnen 14 dagen na de datum van de factuur.' : 'You pay within 14 days of the date of the invoice.',
    },
    addressee: addressee(kind, language),
    debtor: { reference: 'D-1001', kind },
    channel,
    phase,
    claims,
    amount: phase === 'instalment' ? 2_500 : claims.reduce((sum, claim) => sum + claim.open, 0),
    payBy:
      late || phase === 'pre-due' || phase === 'due-day' || phase === 'instalment' || phase === 'invoice-copy' ? day('2027-02-12') : null,
    legalEnd: phase === 'formal-notice' ? day('2027-02-11') : null,
    announcedCosts: phase === 'formal-notice' ? COSTS : null,
    follows: { costs: true, interest: false },
    statement: late ? statementOf(claims, phase === 'final-demand' ? COSTS : NO_COSTS) : null,
    wki: false,
    earlyPayment: null,
    nextStep: next ? { phase: next, on: day('2027-02-15') } : null,
    nextCollection: phase === 'debit-failed' ? day('2027-02-26') : null,
    sentOn: day('2027-01-25'),
    paymentReference: '5010002167010010',
    paymentLink: 'https://betaal.example/l/7Qm2',
    replyOptions: REPLY_OPTIONS,
    replyPage: null,
    whatsappWindowOpen: false,
  }
}

function addressee(kind: DebtorKind, language: Addressee['language']): Addressee {
  const street = { street: 'Dorpsstraat', houseNumber: '12', addition: 'bis', postcode: '8021 CD', city: 'Zwolle', country: 'NL' }
  if (kind === 'business') {
    return {
      name: 'Bouwbedrijf Jansen B.V.',
      salutation: null,
      attention: 'Karin de Wit',
      language,
      actsFor: null,
      address: { name: 'Bouwbedrijf Jansen B.V.', ...street },
    }
  }
  const salutation = language === 'nl' ? 'mevrouw Bakker' : 'Ms Bakker'
  return { name: 'S. Bakker', salutation, attention: null, language, actsFor: null, address: { name: 'Mevrouw S. Bakker', ...street } }
}
