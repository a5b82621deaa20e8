/** `tijdig changeover`: takes running journeys to other versions of policy and strategy, after their effect was shown and confirmed. */
import { InvalidArgumentError, type Command } from 'commander'
import { CHANNELS, LADDER_PHASES, SIDE_PHASES, type Channel } from '#domain'
import { changeOver, foreseeChangeover, Rulebooks, versionsToChangeTo, type ChangeoverEffect, type ForeseenSide } from '#pipeline'
import { foresee } from '#simulation'
import { counted, say, table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { confirmed } from '../confirm'
import { answerIsNo, unacceptable } from '../exit-codes'
import { operator } from '../operator'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly policy?: string
  readonly strategy?: string
  readonly days: number
  readonly most: number
  readonly do: boolean
  readonly yes: boolean
}

const count = (text: string): number => {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
  return Number(text)
}

export function addChangeover(program: Command): void {
  const command = withCreditor(program.command('changeover'))
    .summary('compare policies or strategies over running journeys, and change over')
    .description(
      'Plays the journeys that run with the versions they keep and with the newest of those named, side by side: contacts and cost per day, channel and phase.',
    )
    .option('--policy <name>', 'the newest published version of this policy')
    .option('--strategy <name>', 'the newest published version of this strategy, for the debtors it is for')
    .option('--days <count>', 'how far ahead', count, 56)
    .option('--most <count>', 'play at most so many', count, 100_000)
    .option('--do', 'change over, after the effect was shown', false)
    .option('--yes', 'with --do: do not ask', false)
    .action((options: Options) => answerFrom(options, (session) => changeover(session, options)))
  teach(command, {
    more: [
      'A running journey keeps its versions until this is done. Journeys of campaigns are left alone, and so is what new journeys start with.',
      'It takes it that every message arrives and that nobody pays or answers. Calls a day are what agents must be able to make.',
    ],
    examples: [
      'changeover --strategy consumer',
      'changeover --policy nl-reference --days 30 --json',
      'changeover --strategy consumer --do',
    ],
    exits: { 0: 'shown, or changed', 1: 'not confirmed', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function changeover(session: Session, options: Options): Promise<Answer> {
  const { policy, strategy, days, most } = options
  if (policy === undefined && strategy === undefined) throw unacceptable('say which: --policy NAME, --strategy NAME, or both')
  const creditor = await chooseCreditor(session, options.creditor)
  const pipe = { database: session.database, rulebooks: new Rulebooks(session.database) }
  const to = await versionsToChangeTo(pipe, creditor, {
    ...(policy !== undefined && { policy }),
    ...(strategy !== undefined && { strategy }),
  })
  const onProgress = (done: number): void => {
    if (done % 10_000 === 0) say(`played: ${counted(done, 'debtor')}`)
  }
  const effect = await foreseeChangeover(pipe, creditor, to, { foresee, days, mostPlayed: most, onProgress }, session.now)
  const lines = linesOf(effect, days)
  if (!options.do) return { lines, data: { ...effect, changed: null } }
  if (!options.yes) await ask(lines)
  const changed = await changeOver(pipe, creditor, to, operator(), session.now)
  return { lines: [...(options.yes ? lines : []), `${counted(changed, 'journey')} changed over.`], data: { ...effect, changed } }
}

/** The effect is part of the question, so it stands where the question stands. */
async function ask(lines: readonly string[]): Promise<void> {
  for (const line of lines) say(line)
  if (!process.stdin.isTTY) throw unacceptable('there is nobody to confirm this: say --yes')
  if (!(await confirmed('Change over?'))) throw answerIsNo('the journeys keep their versions')
}

const euros = (cents: number): string => (cents / 100).toFixed(2)
const of = ({ perChannel }: ForeseenSide, channel: Channel): { contacts: number; cents: number } =>
  perChannel.find((one) => one.channel === channel) ?? { contacts: 0, cents: 0 }
const busiest = ({ perDay }: ForeseenSide, channel: Channel): number => Math.max(0, ...perDay.map(({ contacts }) => contacts[channel] ?? 0))

function linesOf({ to, played, different, old: before, new: after }: ChangeoverEffect, days: number): string[] {
  const versions = [to.policy && `policy ${to.policy} ${to.policyVersion}`, to.strategy && `strategy ${to.strategy} ${to.strategyVersion}`]
    .filter(Boolean)
    .join(', ')
  if (played === 0) return [`To ${versions}: no journey runs that could change over.`]
  const phases = [...LADDER_PHASES, ...SIDE_PHASES].filter((phase) => before.perPhase[phase] ?? after.perPhase[phase])
  const channels = CHANNELS.filter((channel) => of(before, channel).contacts + of(after, channel).contacts > 0)
  const dates = [...new Set([...before.perDay, ...after.perDay].map(({ day }) => day))].sort()
  const onDay = ({ perDay }: ForeseenSide, date: string): number =>
    Object.values(perDay.find(({ day }) => day === date)?.contacts ?? {}).reduce((sum, contacts) => sum + contacts, 0)
  return [
    `To ${versions}: ${counted(played, 'running journey')} played ${counted(days, 'day')} ahead, ${counted(different, 'takes another course', 'take another course')}.`,
    ...table(
      ['channel', 'contacts', 'then', 'cost', 'then', 'busiest day', 'then'],
      channels.map((channel) => [
        channel,
        of(before, channel).contacts,
        of(after, channel).contacts,
        euros(of(before, channel).cents),
        euros(of(after, channel).cents),
        busiest(before, channel),
        busiest(after, channel),
      ]),
    ),
    ...table(
      ['phase', 'contacts', 'then'],
      phases.map((phase) => [phase, before.perPhase[phase] ?? 0, after.perPhase[phase] ?? 0]),
    ),
    ...table(
      ['day', 'contacts', 'then'],
      dates.map((date) => [date, onDay(before, date), onDay(after, date)]),
    ),
  ]
}
