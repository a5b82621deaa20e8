/** `tijdig campaign dry-run`: what a campaign would do, played with the real planner over the debtors as they are; nothing is written. */
import { InvalidArgumentError, type Command } from 'commander'
import { dryRun, DryRunCancelled, Rulebooks, type DryRun } from '#pipeline'
import { foresee } from '#simulation'
import { counted, say, table, type Answer } from '../answer'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { EXIT, Refusal } from '../exit-codes'
import type { Session } from '../session'
import { chooseCampaign } from '../choose-campaign'

interface Options extends CommonOptions {
  readonly days: number
  readonly most: number
}

const count = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
  return Number(text)
}

/** Debtors between two lines of progress. */
const TOLD_EVERY = 10_000

export function addDryRun(group: Command): void {
  const command = withCreditor(group.command('dry-run'))
    .summary('what a campaign would do')
    .description(
      'Reads who would be enrolled and who not, and plays the planner forward over them: contacts and cost per day and channel, calls against what agents can make.',
    )
    .argument('<name>', 'name of the campaign')
    .option('--days <count>', 'how far ahead', count, 56)
    .option('--most <count>', 'of more debtors than this an even sample is played, and the answer says so', count, 100_000)
    .action((name: string, options: Options) => answerFrom(options, async (session) => foreseen(session, name, options)))
  teach(command, {
    more: ['It takes it that every message arrives and that nobody pays or answers: what then really happens is less.'],
    examples: ['campaign dry-run spring', 'campaign dry-run spring --days 14 --most 2000 --json'],
    exits: { 0: 'told', 1: 'no such campaign', 2: WRONG_USAGE, 3: NO_DATABASE, 130: 'stopped by Ctrl-C' },
  })
}

async function foreseen(session: Session, name: string, { creditor: code, days, most }: Options): Promise<Answer> {
  const { campaign } = await chooseCampaign(session, code, name)
  const { database, now } = session
  const interrupted = new AbortController()
  const stop = (): void => {
    interrupted.abort()
  }
  process.once('SIGINT', stop)
  let told = 0
  const onProgress = (stage: string, done: number): void => {
    if (done - told < TOLD_EVERY && done >= told) return
    told = done
    say(`${stage}: ${counted(done, 'debtor')}`)
  }
  try {
    return answerOf(
      await dryRun(
        { database, rulebooks: new Rulebooks(database) },
        campaign,
        { foresee, days, mostPlayed: most, onProgress, signal: interrupted.signal },
        now,
      ),
    )
  } catch (fault) {
    throw fault instanceof DryRunCancelled ? new Refusal(EXIT.interrupted, 'stopped; nothing was written') : fault
  } finally {
    process.removeListener('SIGINT', stop)
  }
}

const euros = (cents: number): string => (cents / 100).toFixed(2)

function answerOf(run: DryRun): Answer {
  const lines = [
    `Would enrol ${counted(run.enrolled, 'debtor')}${run.played < run.enrolled ? `; the figures are of an even sample of ${run.played}` : ''}, from ${run.from} on, ${counted(run.days, 'day')} ahead.`,
    ...run.excluded.map(({ reason, debtors }) => `left out, ${reason}: ${counted(debtors, 'debtor')}`),
    ...table(
      ['channel', 'contacts', 'cost'],
      run.perChannel.map(({ channel, contacts, cents }) => [channel, contacts, euros(cents)]),
    ),
    ...table(
      ['day', 'contacts', 'cost'],
      run.perDay.map(({ day, contacts, cents }) => [
        day,
        Object.entries(contacts)
          .map(([channel, made]) => `${made} ${channel}`)
          .join(', '),
        euros(cents),
      ]),
    ),
    ...run.warnings.flatMap((warning) => warningLine(warning)),
  ]
  return { lines, data: run }
}

function warningLine(warning: DryRun['warnings'][number]): string[] {
  switch (warning.code) {
    case 'over-capacity':
      return [`${warning.day}: ${counted(warning.calls, 'call')}, the agents can make ${warning.capacity}`]
    case 'over-pace':
      return [`${warning.day}: ${counted(warning.contacts, 'contact')}, the pace lets out ${warning.most}`]
    case 'sampled':
      return []
  }
}
