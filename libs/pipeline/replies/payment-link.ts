/** Payment link: asked for on the line and sent at once, through the same gate as every answer: hours, consent and opt-outs hold for it. */
import { linkShowsAmount, paymentLink, type Instant } from '#domain'
import { paymentLinkText } from '#messages'
import { getCreditor, listClaimsOfDebtor, readDebtorRecord, type DebtorKey, type Sql } from '#store'
import type { Pipe } from '../pipe'
import { answerByHand, type Answered } from './answer-by-hand'

const MOST_CLAIMS = 200

export interface AskedLink {
  readonly channel: 'sms' | 'email'
  readonly author: string
}

/** `no-link`: the creditor has none, or none that may stand in a text message, since it tells the amount. */
export async function sendPaymentLink(
  desk: Pick<Pipe, 'database' | 'rulebooks'>,
  sql: Sql,
  debtor: DebtorKey,
  { channel, author }: AskedLink,
  now: Instant,
): Promise<Answered | 'no-link'> {
  const {
    profile: { payment },
  } = await getCreditor(desk.database, debtor.creditorId)
  const owing = await readDebtorRecord(sql, debtor)
  if (!payment || !owing || (channel === 'sms' && linkShowsAmount(payment))) return 'no-link'
  const [only, another] = (await listClaimsOfDebtor(sql, debtor, null, MOST_CLAIMS)).filter(({ state }) => state === 'open')
  const reference = only && !another ? (only.invoiceNumber ?? only.reference) : owing.reference
  const link = paymentLink(payment, reference, owing.open)
  if (link === null) return 'no-link'
  return answerByHand(
    desk,
    sql,
    debtor,
    { channel, text: paymentLinkText({ link, reference }, owing.language), author, undoMs: 0, about: 'payment-link' },
    now,
  )
}
