/** The inbox: what the product read in a message is what a supervisor makes of it; a question gets an answer by hand. */
import { decimal, parseCents, type Language } from '#domain'
import type { ClaimView } from '../../api/claims/claim.dto'
import type { MadeView } from '../../api/creditors/creditor.dto'
import type { DebtorView } from '../../api/debtors/debtor.dto'
import type { Page } from '../../api/http/page'
import type { ConversationView } from '../../api/inbox/inbox.dto'
import type { SettlementBody, ThreadItemView } from '../../api/inbox/thread.dto'
import type { ArrangementView } from '../../api/settling/arrangement.dto'
import { inThree } from './agent'
import { promisedDay } from './cast'
import type { Shift } from './shift'

/** Answers of people, in the language of who asked. */
const ANSWER: Readonly<Record<Language, string>> = {
  nl: 'Dank voor uw bericht. De rekening staat op onze website onder uw klantnummer. Belt u ons gerust als er iets niet klopt.',
  en: 'Thank you for your message. The invoice is on our website, under your customer number. Please call us if anything is not right.',
}

export async function answerMessages(shift: Shift): Promise<void> {
  const { supervisor } = shift.desks
  const { items } = await supervisor.get<Page<ConversationView>>('/inbox?view=open&limit=200')
  for (const conversation of items) await answer(shift, conversation)
}

async function answer(shift: Shift, { debtor, reference, intent }: ConversationView): Promise<void> {
  const { supervisor } = shift.desks
  const { items } = await supervisor.get<Page<ThreadItemView>>(`/threads/${debtor}/items?limit=50`)
  const claims = await openClaimsOf(shift, debtor)
  for (const message of items) {
    if (message.kind !== 'inbound' || message.suggestion !== 'open') continue
    const settled = settlement(shift, reference, message, claims)
    if (settled) await supervisor.post(`/threads/${debtor}/messages/${message.id}/settlement`, settled)
  }
  if (intent === 'instalments') await agreeOnTerms(shift, debtor)
  if (intent === 'who-is-this' && (await answerByHand(shift, debtor, items))) return
  await supervisor.put(`/threads/${debtor}/state`, { state: 'done' })
}

/** Null: it is left as it is, since nothing could come of it. */
function settlement(
  { dice, today }: Shift,
  reference: string,
  { reading, claim }: ThreadItemView,
  claims: readonly ClaimView[],
): SettlementBody | null {
  const [oldest] = claims
  const open = claims.reduce((sum, { open: cents }) => sum + (parseCents(cents) ?? 0), 0)
  if (reading?.intent === 'will-pay') {
    if (open <= 0) return null
    const day = reading.day !== null && reading.day >= today ? reading.day : promisedDay(reference, today, dice)
    return { as: 'accepted', payBy: day, amount: decimal(open) }
  }
  if (reading?.intent !== 'dispute') return { as: 'accepted' }
  const about = claim ?? oldest?.id
  return about === undefined ? null : { as: 'accepted', claim: about }
}

async function answerByHand({ desks: { supervisor } }: Shift, debtor: string, items: readonly ThreadItemView[]): Promise<boolean> {
  const asked = items.find(({ kind }) => kind === 'inbound')
  if (asked?.channel !== 'email' && asked?.channel !== 'sms') return false
  const { language } = await supervisor.get<DebtorView>(`/debtors/${debtor}`)
  return (await supervisor.post(`/threads/${debtor}/answers`, { channel: asked.channel, text: ANSWER[language] })) !== null
}

/** Who cannot pay at once, by mail or by telephone, pays in three parts; once, whatever becomes of it. */
export async function agreeOnTerms(shift: Shift, debtor: string): Promise<void> {
  const { supervisor } = shift.desks
  if ((await supervisor.get<ArrangementView[]>(`/debtors/${debtor}/arrangements`)).length > 0) return
  const claims = await openClaimsOf(shift, debtor)
  const owed = parseCents((await supervisor.get<DebtorView>(`/debtors/${debtor}`)).open ?? '') ?? 0
  if (owed <= 0) return
  const made = await supervisor.post<MadeView>(`/debtors/${debtor}/arrangements`, {
    claims: claims.map(({ id }) => id),
    instalments: inThree(owed, shift.today),
  })
  if (made) await supervisor.post(`/debtors/${debtor}/arrangements/${made.id}/confirmation`)
}

async function openClaimsOf({ desks: { supervisor } }: Shift, debtor: string): Promise<ClaimView[]> {
  const { items } = await supervisor.get<Page<ClaimView>>(`/debtors/${debtor}/claims?limit=200`)
  return items.filter(({ kind, state }) => kind === 'claim' && state === 'open').sort((one, other) => one.dueOn.localeCompare(other.dueOn))
}
