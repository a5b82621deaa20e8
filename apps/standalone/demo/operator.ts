/** The operator: mandates and collections, the day's letters with a second pair of eyes, a file of new invoices, what comes back from the printer. */
import { addDays, weekdayOf } from '#domain'
import type { Page } from '../../api/http/page'
import type { ImportView } from '../../api/imports/import.dto'
import type { LetterBatchView, LetterView } from '../../api/letters/letter.dto'
import type { CollectionView } from '../../api/settling/direct-debit.dto'
import { BY_HAND_DAYS } from './admin'
import { traitOf } from './cast'
import { newInvoices } from './new-invoices'
import { debtorsOf, type Shift } from './shift'

export async function operate(shift: Shift): Promise<void> {
  if (shift.day === 1) await noteMandates(shift)
  await collect(shift)
  if (shift.left < BY_HAND_DAYS) await workLetters(shift)
  if (shift.left === 8) await importNewInvoices(shift)
}

async function noteMandates(shift: Shift): Promise<void> {
  for (const { id, reference } of await payers(shift)) {
    await shift.desks.operator.put(`/debtors/${id}/mandate`, {
      reference: `M-${reference}`,
      signedOn: addDays(shift.today, -90),
      collectOn: 'day-after-income',
    })
  }
}

const payers = async ({ desks: { operator }, dice }: Shift): Promise<{ id: string; reference: string }[]> =>
  (await debtorsOf(operator)).filter(({ reference }) => traitOf(reference, dice) === 'by-debit')

/** On working days the list for the next bank day; on Mondays what the bank sent back. */
async function collect(shift: Shift): Promise<void> {
  const {
    desks: { operator },
    today,
  } = shift
  const weekday = weekdayOf(today)
  if (weekday === 'saturday' || weekday === 'sunday') return
  await operator.post('/collection-batches', { through: addDays(today, weekday === 'friday' ? 3 : 1) })
  if (weekday === 'monday') await tellReturns(shift)
}

async function tellReturns(shift: Shift): Promise<void> {
  const {
    desks: { operator },
    dice,
    today,
  } = shift
  for (const { id, reference } of await payers(shift)) {
    for (const { claimId, on, returnedOn } of await operator.get<CollectionView[]>(`/debtors/${id}/collections`)) {
      if (returnedOn !== null || on >= today || on < addDays(today, -7) || dice(reference, `returns ${claimId}`) > 0.4) continue
      await operator.post(`/debtors/${id}/collections/returns`, { claim: claimId, code: 'AM04', on: today })
    }
  }
}

/** Checked by one and released by another; those of the last morning wait for whoever looks at the pages. */
async function workLetters({ desks: { operator, approver }, today, left }: Shift): Promise<void> {
  const { items } = await operator.get<Page<LetterBatchView>>('/letter-batches?limit=20')
  if (weekdayOf(today) !== 'sunday') {
    for (const { id } of items.filter(({ state }) => state === 'assembled' || state === 'checked')) {
      await operator.post(`/letter-batches/${id}/check`)
      if (left > 0) await approver.post(`/letter-batches/${id}/release`)
    }
  }
  const posted = items.find(({ state }) => state === 'posted')
  if (left === 3 && posted) await takeReturnFile({ operator }, posted.id, today)
}

/** The printer's file: all are delivered but one, and it names a letter that nobody knows. */
async function takeReturnFile({ operator }: Pick<Shift['desks'], 'operator'>, batch: string, today: string): Promise<void> {
  const { items } = await operator.get<Page<LetterView>>(`/letter-batches/${batch}/letters?limit=200`)
  const printed = items.flatMap(({ letterId }) => letterId ?? [])
  const lines = printed.map((letterId, index) => [
    batch,
    letterId,
    index === 0 ? 'returned' : 'delivered',
    today,
    `3SDEMO${1000 + index}`,
    index === 0 ? 'moved' : '',
  ])
  const rows = [
    ['batch', 'letter_id', 'event', 'at', 'barcode', 'reason'],
    ...lines,
    [batch, '00000000-0000-7000-8000-000000000000', 'delivered', today, '', ''],
  ]
  await operator.upload('/letter-returns', rows.map((row) => row.join(';')).join('\n'), `returns ${batch}`)
}

const LOOK_MS = 20

/** The same file again goes on where a crash left it. */
async function importNewInvoices({ desks: { operator }, dice, last }: Shift): Promise<void> {
  const made = await operator.upload<{ id: string }>('/imports?kind=claims&mapping=generic', newInvoices(last, dice))
  // Its rows follow the answer, and what comes next in the play is to find them.
  while (made && (await operator.get<ImportView>(`/imports/${made.id}`)).state === 'running')
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}
