/** What people do each day, and when; the last morning ends with work for whoever looks at the pages. */
import { join } from 'node:path'
import type { Instant, LocalDate, LocalTime } from '#domain'
import { listInbox, waitingCalls, type Creditor } from '#store'
import type { House } from '../house'
import { administer } from './admin'
import { breakOff, makeCalls } from './agent'
import { readDailyFile, readMorningFile } from './bank'
import { runCampaigns } from './campaigns'
import type { Dice } from './dice'
import { answerMessages } from './inbox'
import { operate } from './operator'
import type { Desks } from './people'
import type { Scene } from './play'
import { shiftAt, type Shift } from './shift'
import { superviseShift } from './supervisor'

export interface Stage {
  readonly house: House
  readonly creditor: Creditor
  readonly desks: Desks
  readonly dice: Dice
  readonly dataFolder: string
  readonly zone: string
  readonly first: LocalDate
  readonly last: LocalDate
}

/** So long before the end nobody finds the time to answer messages any more. */
const BUSY_DAYS = 3

export function scenesOf({ house: { pipe }, dataFolder, ...stage }: Stage): Scene[] {
  const office = { ...stage, database: pipe.database }
  const bank = { pipe, creditor: stage.creditor, dice: stage.dice, zone: stage.zone, folder: join(dataFolder, 'bank') }
  const at = (time: string, work: (shift: Shift) => Promise<unknown>): Scene => ({
    time: time as LocalTime,
    play: async (now: Instant) => void (await work(shiftAt(office, now))),
  })
  return [
    { time: '07:00' as LocalTime, play: (now) => readDailyFile(bank, now) },
    at('10:15', async (shift) => {
      await readMorningFile(bank, shift.left === 0, shift.now)
      await administer(shift)
      await operate(shift)
      await runCampaigns(shift)
      if (shift.left === 0) await lastMorning(shift)
    }),
    at('11:30', workDesk),
    at('16:00', async (shift) => {
      await workDesk(shift)
      await superviseShift(shift)
    }),
  ]
}

/** Nobody sits down where there is nothing to do. */
async function workDesk(shift: Shift): Promise<void> {
  const { database, creditor, left } = shift
  if ((await waitingCalls(database, creditor.id)).length > 0) await makeCalls(shift)
  if (left > BUSY_DAYS && (await listInbox(database, creditor.id, 'open', null, null, 1)).length > 0) await answerMessages(shift)
}

async function lastMorning(shift: Shift): Promise<void> {
  await breakOff(shift)
  await shift.desks.supervisor.post('/call-desk/pause', { reason: 'break' })
}
