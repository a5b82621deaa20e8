/** The summary of a play: contacts by channel and phase, what was not sent and why, three debtors in plain words, where to look. */
import { join } from 'node:path'
import { channelName, displayMoney, LADDER_PHASES, SIDE_PHASES, CHANNELS, phaseName, type Language, type Phase } from '#domain'
import { tellTimeline } from '#pipeline'
import {
  countContacts,
  countEvents,
  countUnsent,
  eventfulDebtors,
  readTimeline,
  type ContactCount,
  type Creditor,
  type Database,
} from '#store'

const LANGUAGE: Language = 'en'

export async function summarise(database: Database, creditor: Creditor, zone: string, dataFolder: string): Promise<string> {
  const contacts = await countContacts(database, creditor.id)
  const sections = [
    heading(`What happened to ${creditor.name}'s debtors`),
    contactTable(contacts),
    '',
    heading('Not sent after all, and why'),
    await unsentLines(database, creditor),
    '',
    heading('What came back'),
    await eventLines(database, creditor),
    '',
    ...(await timelines(database, creditor, zone)),
    heading('Where to look'),
    `every message as a file:  ${join(dataFolder, 'outbox')}`,
    `what the carriers took:   ${join(dataFolder, 'accepted.jsonl')}`,
    `one debtor's story:       npm run --silent tijdig -- timeline DEBTOR --demo`,
    '',
  ]
  return `${sections.join('\n')}\n`
}

const heading = (text: string): string => `\n${text}\n${'-'.repeat(text.length)}`

const SENT = ['handed-over', 'failed', 'unknown', 'sending']

function contactTable(counts: readonly ContactCount[]): string {
  const sent = counts.filter((count) => SENT.includes(count.state))
  const phases = [...LADDER_PHASES, ...SIDE_PHASES].filter((phase) => sent.some((count) => count.phase === phase))
  const cell = (phase: Phase, channel: string): string =>
    String(sent.filter((c) => c.phase === phase && c.channel === channel).reduce((sum, c) => sum + c.contacts, 0) || '')
  const header = ['', ...CHANNELS.map((channel) => channelName(channel, LANGUAGE))]
  const rows = phases.map((phase) => [phaseName(phase, LANGUAGE), ...CHANNELS.map((channel) => cell(phase, channel))])
  const states = new Map<string, number>()
  for (const { state, contacts } of counts) states.set(state, (states.get(state) ?? 0) + contacts)
  return [
    ...[header, ...rows].map((row) => row.map((text, index) => (index === 0 ? text.padEnd(20) : text.padStart(14))).join('')),
    '',
    `in all: ${[...states].map(([state, contacts]) => `${contacts} ${state}`).join(', ')}`,
  ].join('\n')
}

async function unsentLines(database: Database, creditor: Creditor): Promise<string> {
  const counts = await countUnsent(database, creditor.id)
  return counts.length === 0
    ? 'nothing'
    : counts.map(({ code, state, contacts }) => `${String(contacts).padStart(6)}  ${code} (${state})`).join('\n')
}

const TOLD = ['payment', 'promise', 'dispute', 'inbound', 'opt-out', 'failed', 'returned', 'unknown', 'call-outcome', 'task-opened']

async function eventLines(database: Database, creditor: Creditor): Promise<string> {
  const counts = await countEvents(database, creditor.id)
  return counts
    .filter(({ kind }) => TOLD.includes(kind))
    .map(({ kind, events }) => `${String(events).padStart(6)}  ${kind}`)
    .join('\n')
}

/** A promise, a bounce and a dispute, so that the three differ. */
async function timelines(database: Database, creditor: Creditor, zone: string): Promise<string[]> {
  const told: string[] = []
  const chosen = new Set<string>()
  for (const kind of ['promise', 'failed', 'dispute']) {
    const candidates = await eventfulDebtors(database, creditor.id, kind, 3)
    const reference = candidates.map((candidate) => candidate.reference).find((candidate) => !chosen.has(candidate))
    const timeline = reference === undefined ? null : await readTimeline(database, creditor.id, reference)
    if (!timeline) continue
    chosen.add(timeline.reference)
    told.push(heading(`${timeline.name} (${timeline.reference}), open ${displayMoney(timeline.open, LANGUAGE)}`))
    for (const { at, what, why } of tellTimeline(timeline, LANGUAGE, zone))
      told.push(`${at}  ${what}`, ...why.map((sentence) => `                    ${sentence}`))
  }
  return told
}
