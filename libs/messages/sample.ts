/** Sample input: an invented creditor and debtor, for previews and for the lint of templates. */
import type { Cents, DebtorKind, LocalDate, Phase, TemplateDefinition } from '#domain'
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
}

const CLAIMS: readonly [MessageClaim, MessageClaim] = [
  { reference: 'INV-12', invoiceNumber: '2027-0012', issuedOn: day('2027-01-04'), dueOn: day('2027-01-18'), description: `Onderhoud ${SAMPLE_PRODUCT}`, purchaseOrder: null, project: null, original: 12_000, open: 6_250 },
  { reference: 'INV-31', invoiceNumber: '2027-0031', issuedOn: day('2027-01-06'), dueOn: day('2027-01-20'), description: null, purchaseOrder: '4500098', project: 'P-77', original: 18_000, open: 18_000 },
]

const NEXT_PHASES: Readonly<Partial<Record<Phase, Phase>>> = {
  'receipt-check': 'pre-due', 'pre-due': 'reminder', 'due-day': 'reminder', reminder: 'formal-notice', 'formal-notice': 'final-demand', 'final-demand': 'escalation',
}

/** Input that fits the template, for a debtor of that kind; `several` lists two claims. */
export function sampleInput(template: TemplateDefinition, kind: DebtorKind, several = false): ComposeInput {
  const { channel, phase, language } = template
  const claims: readonly MessageClaim[] = phase === 'preference' ? [] : several ? CLAIMS : [CLAIMS[0]]
  const next = NEXT_PHASES[phase]
  const late = phase === 'formal-notice' || phase === 'final-demand'
  const costs: Cents = 4_000
  return {
    creditor: { ...CREDITOR, identity: channel === 'email' || channel === 'letter' ? CREDITOR.identity : '+31 38 123 45 67', terms: language === 'nl' ? 'U betaalt binnen 14 dagen na de datum van de factuur.' : 'You pay within 14 days of the date of the invoice.' },
    addressee: addressee(kind, language),
    debtor: { reference: 'D-1001', kind },
    channel,
    phase,
    claims,
    amount: phase === 'instalment' ? 2_500 : claims.reduce((sum, claim) => sum + claim.open, 0),
    payBy: late || phase === 'pre-due' || phase === 'instalment' ? day('2027-02-12') : null,
    legalEnd: phase === 'formal-notice' ? day('2027-02-11') : null,
    announcedCosts: phase === 'formal-notice' ? costs : null,
    costsDue: phase === 'final-demand' ? costs : 0,
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
    return { name: 'Bouwbedrijf Jansen B.V.', salutation: null, attention: 'Karin de Wit', language, actsFor: null, address: { name: 'Bouwbedrijf Jansen B.V.', ...street } }
  }
  const salutation = language === 'nl' ? 'mevrouw Bakker' : 'Ms Bakker'
  return { name: 'S. Bakker', salutation, attention: null, language, actsFor: null, address: { name: 'Mevrouw S. Bakker', ...street } }
}
