/** `tijdig explain`: why one contact was made, in plain words, and whether this program would decide the same again. */
import { Option, type Command } from 'commander'
import { byChannel, isoInZone, LANGUAGES, phaseName, reasonSentence, type Language } from '#domain'
import { explainContact, Rulebooks, type Explanation } from '#pipeline'
import { table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo, EXIT, unacceptable } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly language?: Language
}

export function addExplain(program: Command): void {
  const command = withCreditor(program.command('explain'))
    .summary('tell why a contact was made')
    .description('Reads the reasons of one contact and decides it again, from what was known then and with the versions of then.')
    .argument('<contact>', 'id of the contact, as `export`, `timeline --json`, the API and the webhooks give it')
    .addOption(new Option('--language <language>', "else the debtor's own").choices(LANGUAGES))
    .action((contact: string, options: Options) => answerFrom(options, (session) => explained(session, contact, options)))
  teach(command, {
    more: [
      'Policy and strategy have the versions of then, calendars and rates what was published then. Senders and agreed charges are as they are now.',
      'Where a newer program decides otherwise, each difference is listed.',
    ],
    examples: ['explain 01937b5c-6f3e-7a41-9d51-3f0d6a1b2c4e', 'explain 01937b5c-6f3e-7a41-9d51-3f0d6a1b2c4e --language en --json'],
    exits: {
      0: 'told, and decided the same again',
      1: 'no such contact, or it is decided otherwise now, or cannot be decided again',
      2: WRONG_USAGE,
      3: NO_DATABASE,
    },
  })
}

async function explained(session: Session, id: string, { creditor: code, language }: Options): Promise<Answer> {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id))
    throw unacceptable(`${id} is not the id of a contact, such as 01937b5c-6f3e-7a41-9d51-3f0d6a1b2c4e`)
  const creditor = await chooseCreditor(session, code)
  const rulebooks = new Rulebooks(session.database)
  const explanation = await session.read(creditor.id, (sql) => explainContact(sql, rulebooks, creditor.id, id))
  if (!explanation) throw answerIsNo(`${creditor.code} has no contact ${id}`)
  return {
    lines: linesOf(explanation, language ?? explanation.language),
    data: explanation,
    code: explanation.replay.kind === 'same' ? EXIT.done : EXIT.no,
  }
}

const WORDS = {
  nl: {
    policy: 'beleid',
    strategy: 'strategie',
    same: 'Opnieuw beslist met wat er toen bekend was: hetzelfde.',
    differs: 'Opnieuw beslist met wat er toen bekend was is dit anders:',
    erased: 'Wat er toen bekend was, is gewist: dit besluit is niet opnieuw te nemen.',
    version: 'Een versie van toen is niet meer te lezen',
    head: ['wat', 'toen', 'nu'],
    why: 'Nu zou het zijn:',
  },
  en: {
    policy: 'policy',
    strategy: 'strategy',
    same: 'Decided again with what was known then: the same.',
    differs: 'Decided again with what was known then, this differs:',
    erased: 'What was known then has been erased: it cannot be decided again.',
    version: 'A version of then cannot be read any more',
    head: ['what', 'then', 'now'],
    why: 'Now it would be:',
  },
} as const

function linesOf({ debtor, contact, decision, zone, replay }: Explanation, language: Language): string[] {
  const words = WORDS[language]
  const { policy, policyVersion, strategy, strategyVersion } = decision.versions
  const at = zone === null ? new Date(contact.at).toISOString() : isoInZone(contact.at, zone).slice(0, 16).replace('T', ' ')
  return [
    // A question about a preference names no invoice.
    [debtor, phaseName(contact.phase, language), byChannel(contact.channel, language), at, contact.claims.join(', ')]
      .filter((part) => part !== '')
      .join(' · '),
    ...decision.reasons.map((reason) => `  ${reasonSentence(reason, language)}`),
    '',
    `${words.policy} ${policy} ${policyVersion}, ${words.strategy} ${strategy} ${strategyVersion}`,
    ...replayLines(replay, language),
  ]
}

function replayLines(replay: Explanation['replay'], language: Language): string[] {
  const words = WORDS[language]
  switch (replay.kind) {
    case 'same':
      return [words.same]
    case 'impossible':
      return [replay.why === 'erased' ? words.erased : `${words.version}: ${replay.detail ?? ''}`]
    case 'differs':
      return [
        words.differs,
        ...table(
          words.head,
          replay.differences.map(({ field, then, now }) => [field, shown(then), shown(now)]),
        ),
        words.why,
        ...replay.reasons.map((reason) => `  ${reasonSentence(reason, language)}`),
      ]
  }
}

const shown = (value: unknown): string => (value === null ? '-' : typeof value === 'string' ? value : JSON.stringify(value))
