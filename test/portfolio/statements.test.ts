/** A bank's statement (camt.053): what came in and what went back, each once; what is no statement is refused before a row of it is kept. */
import { Readable } from 'node:stream'
import { readPayments } from '#portfolio'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'

const mapping = shippedMapping('camt-053')
const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'
const statement = (entries: string, namespace = NAMESPACE, declaration = '<?xml version="1.0" encoding="UTF-8"?>'): string =>
  `${declaration}<Document xmlns="${namespace}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
interface Entry {
  readonly amount: string
  readonly direction?: string
  readonly status?: string
  readonly head?: string
  readonly ref?: string
  readonly details?: string
  readonly currency?: string
}
const entry = ({ amount, direction = 'CRDT', status = 'BOOK', head = '', ref = '', details = '', currency = 'EUR' }: Entry): string =>
  `<Ntry>${head}<Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2027-01-05</Dt></BookgDt>${ref}<NtryDtls>${details}</NtryDtls></Ntry>`
const bankRef = (text: string): string => `<AcctSvcrRef>${text}</AcctSvcrRef>`
const part = (inside: string): string => `<TxDtls>${inside}</TxDtls>`
const text = (said: string): string => `<RmtInf><Ustrd>${said}</Ustrd></RmtInf>`
const read = (xml: string) => all(readPayments(streamOf(xml), mapping))
const paymentsOf = async (xml: string) => (await read(xml)).map((line) => (line.kind === 'payment' ? line.payment : line.errors))

test('credits are read with what they can be matched by, and what the creditor paid itself is passed by', async () => {
  const payer = '<RltdPties><Dbtr><Nm>C. Voorbeeldsma</Nm></Dbtr><DbtrAcct><Id><IBAN>NL02ABNA0123456789</IBAN></Id></DbtrAcct></RltdPties>'
  expect(
    await paymentsOf(
      statement(
        [
          entry({
            amount: '62.5',
            ref: bankRef('B1'),
            details: part(
              `<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${payer}<RmtInf><Ustrd>Factuur</Ustrd><Ustrd>&amp; rest</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>`,
            ),
          }),
          entry({ amount: '10.00', ref: bankRef('B2'), details: part(`<Refs><EndToEndId>E-7</EndToEndId></Refs>${text('F-2027-001')}`) }),
          entry({ amount: '900.00', direction: 'DBIT', ref: bankRef('B3'), details: part(text('Huur januari')) }),
          entry({ amount: '11.00', status: 'PDNG', ref: bankRef('B4') }),
        ].join(''),
      ),
    ),
  ).toEqual([
    {
      key: 'NL91ABNA0417164300/B1/CRDT62.5',
      receivedOn: '2027-01-05',
      amount: 6_250,
      currency: 'EUR',
      paymentReference: 'RF18539007547034',
      claimReference: null,
      invoiceNumber: 'RF18539007547034',
      description: 'Factuur & rest RF18539007547034',
      payerIban: 'NL02ABNA0123456789',
      payerName: 'C. Voorbeeldsma',
    },
    expect.objectContaining({ amount: 1_000, claimReference: 'E-7', paymentReference: 'F-2027-001', invoiceNumber: 'F-2027-001' }),
  ])
})

test('a later version, with a prefix and its status and names a level down, says the same', async () => {
  const xml = statement(
    entry({
      amount: '7.00',
      status: '<Cd>BOOK</Cd>',
      ref: bankRef('B1'),
      details: part('<Refs/><RltdPties><Dbtr><Pty><Nm>Een ander</Nm></Pty></Dbtr></RltdPties>'),
    }),
    'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08',
  )
  const prefixed = xml.replace('xmlns=', 'xmlns:x=').replace(/<(\/?)(?=[A-Z])/g, '<$1x:')
  for (const form of [xml, prefixed]) expect(await paymentsOf(form)).toMatchObject([{ amount: 700, payerName: 'Een ander' }])
})

test("money that went back is negative, with the bank's code; money of ours that comes back names no claim", async () => {
  const returned = '<Refs><EndToEndId>E-7</EndToEndId></Refs><RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>'
  const reversed = (said: string): string =>
    entry({ amount: '9.00', direction: 'DBIT', ref: bankRef('B2') }).replace('<Sts>', `<RvslInd>${said}</RvslInd><Sts>`)
  const unpaid = entry({
    amount: '8.00',
    direction: 'DBIT',
    ref: `${bankRef('B3')}<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>`,
  })
  expect(
    await paymentsOf(
      statement(
        [
          entry({ amount: '62.50', direction: 'DBIT', ref: bankRef('B1'), details: part(returned) }),
          reversed('true'),
          unpaid,
          entry({ amount: '5.00', ref: bankRef('B4'), details: part(returned) }),
        ].join(''),
      ),
    ),
  ).toMatchObject([
    { amount: -6_250, claimReference: 'E-7', returnCode: 'AM04' },
    { amount: -900 },
    { amount: -800 },
    { amount: 500, claimReference: null, paymentReference: null, description: 'E-7' },
  ])
  // XML has two words for each.
  expect(await paymentsOf(statement(reversed('1')))).toMatchObject([{ amount: -900 }])
  expect(await paymentsOf(statement(reversed('0')))).toEqual([])
})

test('a batch is its parts when these are its amount, and else one payment: no cent is lost', async () => {
  const parts = (...amounts: readonly string[]): string =>
    amounts
      .map((amount, place) =>
        part(`<Refs><EndToEndId>E-${place}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls>`),
      )
      .join('')
  expect(await paymentsOf(statement(entry({ amount: '30.00', ref: bankRef('B1'), details: parts('10.00', '20.00') })))).toMatchObject([
    { amount: 1_000, claimReference: 'E-0', key: 'NL91ABNA0417164300/B1/CRDT10.00#1' },
    { amount: 2_000, claimReference: 'E-1' },
  ])
  expect(await paymentsOf(statement(entry({ amount: '29.50', ref: bankRef('B1'), details: parts('10.00', '20.00') })))).toMatchObject([
    { amount: 2_950, claimReference: null },
  ])
})

test('the same entry is one payment, also in another statement; what only has a number is told apart by what it says', async () => {
  const numbered = (amount: string, said: string): string => entry({ amount, head: '<NtryRef>1</NtryRef>', details: part(text(said)) })
  const twice = await read(statement(entry({ amount: '5.00', ref: bankRef('B1') }).repeat(2)))
  expect(twice).toMatchObject([{ kind: 'payment' }, { kind: 'error', errors: [{ reason: '"Id" was already on line 1' }] }])
  const [one, other] = (await paymentsOf(statement(numbered('5.00', 'een') + numbered('5.00', 'twee')))) as { key: string }[]
  const [again] = (await paymentsOf(statement(numbered('5.00', 'een')).replace('<Id>S1</Id>', '<Id>S2</Id>'))) as { key: string }[]
  expect(one?.key).not.toBe(other?.key)
  expect(again?.key).toBe(one?.key)
})

test('other money, and characters of another encoding, are refused by their row', async () => {
  expect(await paymentsOf(statement(entry({ amount: '5.00', currency: 'USD' })))).toMatchObject([[{ field: 'currency' }]])
  expect(await paymentsOf(statement(entry({ amount: '5.00', details: part(text('Caf\uFFFD')) })))).toMatchObject([
    [{ field: 'description', reason: '"RmtInf" holds a character that is not utf-8; is the mapping\'s encoding right?' }],
  ])
})

test.each([
  ['an MT940', ':20:940S270105\n:25:NL91ABNA0417164300\n:28C:1\n:61:2701050105C5,00NTRF', /MT940, which is not read/],
  ['a CSV', 'amount;date\n5,00;05-01-2027', /no XML/],
  ['an empty file', '  \n', /empty/],
  ['a ZIP', 'PK\u0003\u0004', /ZIP/],
  ['a DOCTYPE', statement('', NAMESPACE, '<!DOCTYPE Document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'), /DOCTYPE/],
  ['an entity of its own', statement(entry({ amount: '5.00', details: part(text('&b;')) })), /the XML is broken/],
  ['another namespace', statement('', 'urn:example:payments'), /its namespace is another/],
  ['a notification', statement('', 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.02'), /is a camt.054/],
  ['another encoding', statement('', NAMESPACE, '<?xml version="1.0" encoding="ISO-8859-1"?>'), /says that it is written in ISO-8859-1/],
  ['a file that was cut off', statement(entry({ amount: '5.00' })).slice(0, -30), /the XML is broken/],
  ['a tower of elements', statement('<a>'.repeat(5_000)), /nested deeper than 40/],
])('%s is refused, and the refusal says why', async (_, file, reason) => {
  await expect(read(file)).rejects.toThrow(reason)
})

test('a text without end is refused while it is read', async () => {
  const pieces = Readable.from([
    statement('<Ntry><AddtlNtryInf>')
      .split('</AddtlNtryInf>')[0]!
      .replace(/<\/Stmt>.*/, ''),
    ...Array.from({ length: 40 }, () => 'x'.repeat(65_536)),
  ])
  await expect(all(readPayments(pieces, mapping))).rejects.toThrow(/a piece of more than/)
})
