/** `tijdig timeline`: what happened with one debtor, what did not, why, and what comes next. */
import { Option, type Command } from 'commander'
import { decimal, displayMoney, isoInZone, LANGUAGES, type Language } from '#domain'
import { tellTimeline, zoneOf } from '#pipeline'
import { readTimeline, type DebtorTimeline } from '#store'
import type { Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly language?: Language
}

export function addTimeline(program: Command): void {
  const command = withCreditor(program.command('timeline'))
    .summary("tell one debtor's story, with the reasons")
    .description('Tells what happened with a debtor and why, in plain words; the last line is what is waited for now.')
    .argument('<debtor>', 'reference of the debtor, as the export writes it')
    .addOption(new Option('--language <language>', "else the debtor's own").choices(LANGUAGES))
    .action((debtor: string, options: Options) => answerFrom(options, (session) => timelineOf(session, debtor, options)))
  teach(command, {
    examples: ['timeline D-1001', 'timeline D00003 --demo --language en', 'timeline D-1001 --creditor acme --json'],
    exits: { 0: 'told', 1: 'there is no such debtor', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function timelineOf(session: Session, reference: string, { creditor: code, language }: Options): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const timeline = await session.read(creditor.id, (sql) => readTimeline(sql, creditor.id, reference))
  if (!timeline) throw answerIsNo(`${creditor.code} has no debtor ${reference}; the reference is the one in your own export`)
  const zone = await zoneOf(session.database, creditor)
  return { lines: linesOf(timeline, zone, language ?? timeline.language), data: dataOf(timeline, zone) }
}

const WORDS = {
  nl: {
    open: 'open',
    times: 'tijden',
    nothing: 'Er is nog niets gebeurd.',
    review: 'Er wordt bij de volgende ronde naar gekeken.',
    rest: 'Er wordt op niets gewacht.',
  },
  en: {
    open: 'open',
    times: 'times',
    nothing: 'Nothing has happened yet.',
    review: 'The next round looks at it.',
    rest: 'Nothing is waited for.',
  },
} as const
const AT_WIDTH = '2027-01-05 09:00'.length

function linesOf(timeline: DebtorTimeline, zone: string, language: Language): string[] {
  const words = WORDS[language]
  const told = tellTimeline(timeline, language, zone)
  const indent = ' '.repeat(AT_WIDTH + 2)
  return [
    `${timeline.reference} · ${timeline.name} · ${displayMoney(timeline.open, language)} ${words.open} · ${words.times}: ${zone}`,
    '',
    ...(told.length === 0
      ? [words.nothing]
      : told.flatMap(({ at, what, why }) => [`${at}  ${what}`, ...why.map((sentence) => `${indent}${sentence}`)])),
    ...(timeline.waiting ? [] : [timeline.open > 0 ? words.review : words.rest]),
  ]
}

function dataOf({ reference, name, language, open, entries, waiting }: DebtorTimeline, zone: string): unknown {
  return {
    reference,
    name,
    language,
    open: decimal(open),
    zone,
    entries: entries.map(({ at, contact, ...entry }) => ({
      at: isoInZone(at, zone),
      ...entry,
      contact: contact && { ...contact, amount: decimal(contact.amount) },
    })),
    waiting: waiting && { reasons: waiting.reasons, reviewAt: isoInZone(waiting.reviewAt, zone) },
  }
}
