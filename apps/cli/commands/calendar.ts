/** `tijdig calendar check`: until when each calendar tells, and who would not be decided when one runs out. */
import type { Command } from 'commander'
import { calendarOutlook, isShort, type CalendarOutlook } from '#pipeline'
import { counted, table, type Answer } from '../answer'
import { answerFrom, NO_DATABASE, teach, withDemo, type CommonOptions } from '../command'
import { EXIT } from '../exit-codes'
import type { Session } from '../session'

export function addCalendar(program: Command): void {
  const calendar = program
    .command('calendar')
    .summary('see how far the calendars reach')
    .description('What is known of the coming holidays, bank days and pay days.')
  const check = withDemo(calendar.command('check'))
    .summary('tell until when each calendar is known, and what runs out')
    .description('Lists every published calendar with the last day it tells about, and how many debtors are decided with it.')
    .action((options: CommonOptions) => answerFrom(options, checkAll))
  teach(check, {
    more: [
      'A calendar that somebody is decided with is reported from 120 days before it ends. Beyond its end nothing is guessed: what needs such a',
      'day is not decided. Load the next year in config/calendars (config/README.md names the sources) and run `tijdig migrate`.',
    ],
    examples: ['calendar check', 'calendar check --json'],
    exits: {
      0: 'nothing that is needed ends within 120 days',
      1: 'something that is needed does, or does not fit',
      2: 'a file under config/ does not fit',
      3: NO_DATABASE,
    },
  })
}

async function checkAll({ database, now }: Session): Promise<Answer> {
  const outlook = [...(await calendarOutlook(database, now))].sort((a, b) => ((a.knownUntil ?? '') < (b.knownUntil ?? '') ? -1 : 1))
  const short = outlook.filter(isShort)
  const rows = outlook.map((one) => [one.calendar, one.creditor ?? 'all', one.knownUntil ?? '-', told(one), one.debtors, strategiesOf(one)])
  return {
    lines: [...table(['calendar', 'of', 'known until', 'state', 'debtors', 'strategies'], rows), '', verdict(short)],
    data: { short: short.map(({ calendar }) => calendar), calendars: outlook.map((one) => ({ ...one, short: isShort(one) })) },
    code: short.length > 0 ? EXIT.no : EXIT.done,
  }
}

function told({ state, needed, daysLeft }: CalendarOutlook): string {
  const unused = needed ? '' : ', used by nobody'
  switch (state) {
    case 'enough':
      return `enough${unused}`
    case 'runs-out':
      return `ends in ${counted(daysLeft ?? 0, 'day')}${unused}`
    case 'ran-out':
      return `ended${unused}`
    case 'unfit':
      return `does not fit${unused}`
  }
}

const strategiesOf = ({ strategies }: CalendarOutlook): string =>
  Object.entries(strategies)
    .map(([name, debtors]) => `${name} ${debtors}`)
    .join(', ') || '-'

const verdict = (short: readonly CalendarOutlook[]): string =>
  short.length === 0
    ? 'Nothing that is needed ends within 120 days.'
    : `Load more days for ${short.map(({ calendar }) => calendar).join(', ')}: what needs a day beyond the end is not decided.`
