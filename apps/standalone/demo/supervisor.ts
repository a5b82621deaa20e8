/** The supervisor: takes what debtors tell by telephone, deals with complaints, and works off the tasks that grow old. */
import { weekdayOf, type TaskKind } from '#domain'
import { sentContacts } from '#store'
import type { MadeView } from '../../api/creditors/creditor.dto'
import type { DebtorView } from '../../api/debtors/debtor.dto'
import type { Page } from '../../api/http/page'
import type { DisputeView } from '../../api/settling/settling.dto'
import type { TaskView } from '../../api/tasks/task.dto'
import { traitOf } from './cast'
import { agreeOnTerms } from './inbox'
import { debtorsOf, type Shift } from './shift'

const DAY_MS = 86_400_000
/** How long each kind of task lies before somebody is done with it, on a Thursday; the others stay for whoever looks at the pages. */
const TAKES_DAYS: Readonly<Partial<Record<TaskKind, number>>> = { dispute: 9, 'broken-promise': 6, complaint: 12, address: 8 }

export async function superviseShift(shift: Shift): Promise<void> {
  await hearCallers(shift)
  await takeWhatTheyTell(shift)
  if (shift.left > 3 && weekdayOf(shift.today) === 'thursday') await workOffTasks(shift)
}

/** Who cannot pay at once calls on the day after the reminder. */
async function hearCallers(shift: Shift): Promise<void> {
  const { database, creditor, dice, now } = shift
  const reminded = await sentContacts(database, creditor.id, (now - DAY_MS) as typeof now, now)
  const callers = new Set(
    reminded.filter(({ debtor, phase }) => phase === 'reminder' && traitOf(debtor, dice) === 'in-terms').map(({ debtor }) => debtor),
  )
  for (const reference of callers) {
    const {
      items: [found],
    } = (await shift.desks.supervisor.post<Page<DebtorView>>('/debtors/search', { reference })) ?? NOBODY
    if (found) await agreeOnTerms(shift, found.id)
  }
}

const NOBODY: Page<DebtorView> = { items: [], next: null }

/** Rare things, each on its day: a complaint early on and another at the end, help with debts, costs that are let go of. */
async function takeWhatTheyTell(shift: Shift): Promise<void> {
  const {
    desks: { supervisor },
    dice,
    day,
    left,
    now,
  } = shift
  if (![9, 16, 20].includes(day) && left !== 2) return
  const owing = (await debtorsOf(supervisor)).filter(
    ({ openClaims, kind, reference }) => openClaims > 0 && kind === 'consumer' && traitOf(reference, dice) === 'silent',
  )
  const [one, another, third] = owing.sort((a, b) => dice(a.reference, 'tells') - dice(b.reference, 'tells'))
  if (day === 9 && one) await takeComplaint(shift, one.id)
  if (left === 2 && another) await takeComplaint(shift, another.id)
  if (day === 16 && third)
    await supervisor.post(
      `/debtors/${third.id}/holds`,
      { kind: 'debt-help', note: 'Gemeente heeft gebeld: aanmelding schuldhulp loopt.' },
      `debt-help ${now}`,
    )
  if (day === 20 && another) await supervisor.post(`/debtors/${another.id}/waivers`, { reason: 'goodwill' }, `waiver ${now}`)
}

async function takeComplaint({ desks: { supervisor }, now }: Shift, debtor: string): Promise<void> {
  const made = await supervisor.post<MadeView>(
    `/debtors/${debtor}/complaints`,
    { about: 'monteur kwam niet, drie keer gebeld' },
    `complaint ${debtor} ${now}`,
  )
  if (made) await supervisor.post(`/debtors/${debtor}/complaints/${made.id}/owner`, { owner: 'klantenservice' })
}

async function workOffTasks({ desks: { supervisor }, dice, now }: Shift): Promise<void> {
  const { items } = await supervisor.get<Page<TaskView>>('/tasks?limit=200')
  for (const { id, kind, debtor, openedAt } of items) {
    const takes = TAKES_DAYS[kind]
    if (takes === undefined || now - Date.parse(openedAt) < takes * DAY_MS) continue
    if (kind === 'dispute') await endDisputes(debtor)
    else await supervisor.post(`/tasks/${id}/closing`, { as: 'done' })
  }

  async function endDisputes(debtor: string): Promise<void> {
    for (const { id, resolvedAt } of await supervisor.get<DisputeView[]>(`/debtors/${debtor}/disputes`)) {
      if (resolvedAt === null)
        await supervisor.post(`/debtors/${debtor}/disputes/${id}/resolution`, {
          outcome: dice(debtor, 'dispute') < 0.5 ? 'rejected' : 'corrected',
        })
    }
  }
}
