/** `tijdig stop-all` and `resume-all`: the switch that holds everything back, for every creditor. */
import type { Command } from 'commander'
import { COUNTED_UP_TO, countWaiting, sendingStopped, setSendingStopped } from '#store'
import { counted, type Answer } from '../answer'
import { answerFrom, NO_DATABASE, teach, withDemo, type CommonOptions } from '../command'
import type { Session } from '../session'

const EXITS = { 0: 'it is so, also when it was so already', 2: 'wrong usage', 3: NO_DATABASE }

export function addSwitch(program: Command): void {
  const stop = withDemo(program.command('stop-all'))
    .summary('stop all sending, for every creditor')
    .description(
      'Stops all sending within a second, on all channels and for every creditor. What is with a carrier already cannot be called back.',
    )
    .action((options: CommonOptions) => answerFrom(options, (session) => turn(session, true)))
  teach(stop, { more: ['Deciding, payments, replies and imports go on.'], examples: ['stop-all'], exits: EXITS })
  const resume = withDemo(program.command('resume-all'))
    .summary('end stop-all')
    .description('Lets everything go on. What became too late meanwhile is decided again, not sent.')
    .action((options: CommonOptions) => answerFrom(options, (session) => turn(session, false)))
  teach(resume, { examples: ['resume-all'], exits: EXITS })
}

async function turn({ database, now }: Session, stopped: boolean): Promise<Answer> {
  const changed = (await sendingStopped(database)) !== stopped
  await setSendingStopped(database, stopped)
  const { queued, sending } = await countWaiting(database, now)
  const data = { stopped, changed, queued, sending }
  if (!changed) return { lines: [stopped ? 'All sending was stopped already.' : 'Sending was not stopped.'], data }
  const waiting = `${queued < COUNTED_UP_TO ? '' : 'At least '}${counted(queued, 'contact is', 'contacts are')} queued`
  return {
    lines: [
      stopped
        ? `All sending is stopped. ${waiting} and ${sending === 1 ? '1 is' : `${sending} are`} with a carrier now.`
        : `Sending goes on. ${waiting}.`,
    ],
    data,
  }
}
