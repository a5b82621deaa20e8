/** `tijdig hold`: lets contact rest, or lets it go on. */
import { Option, type Command } from 'commander'
import type { HoldKind } from '#domain'
import { liftHolds, restDebtor, standingHolds, type Sql } from '#store'
import { counted, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { chooseClaim, chooseDebtor } from '../choose-debtor'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

/** The others come and go with their own fact: a dispute, a complaint, a promise, a reply. */
const KINDS = ['manual', 'absent-from-export', 'debt-help', 'deceased'] as const satisfies readonly HoldKind[]

interface Options extends CommonOptions {
  readonly claim?: string
  readonly lift: boolean
  readonly kind: (typeof KINDS)[number]
}

export function addHold(program: Command): void {
  const command = withCreditor(program.command('hold'))
    .summary('let contact with a debtor rest, or go on')
    .description(
      'Lets contact about one claim, or with the whole debtor, rest until the hold is lifted. Nothing planned is sent meanwhile.',
    )
    .argument('<debtor>', 'reference of the debtor')
    .option('--claim <reference>', 'only this claim; without it the whole debtor, and with --lift all of their claims')
    .option('--lift', 'end the hold instead', false)
    .addOption(new Option('--kind <kind>', 'why it rests').choices(KINDS).default('manual'))
    .action((debtor: string, options: Options) => answerFrom(options, (session) => hold(session, debtor, options)))
  teach(command, {
    more: [
      'A claim that was missing from a full export rests as absent-from-export: lift that when it is still owed; import the payment when it was paid.',
    ],
    examples: [
      'hold D-1001',
      'hold D-1001 --claim 2027-0001',
      'hold D-1001 --lift',
      'hold D-1001 --claim 2027-0001 --kind absent-from-export --lift',
    ],
    exits: {
      0: 'it rests, or goes on',
      1: 'no such debtor or claim, it rests already, or there is nothing to lift',
      2: WRONG_USAGE,
      3: NO_DATABASE,
    },
  })
}

async function hold(session: Session, reference: string, { creditor: code, claim, lift, kind }: Options): Promise<Answer> {
  const creditor = await chooseCreditor(session, code)
  const about = claim === undefined ? reference : `${reference}, claim ${claim}`
  return session.database.transaction(async (sql) => {
    const debtor = await chooseDebtor(sql, creditor, reference)
    const claimId = claim === undefined ? null : await chooseClaim(sql, debtor, reference, claim)
    const holds = (await standingHolds(sql, debtor)).filter((standing) => standing.kind === kind)
    const data = { debtor: reference, claim: claim ?? null, kind }
    if (lift) {
      const lifted = await liftAll(
        sql,
        debtor,
        kind,
        holds.map((standing) => standing.claimId).filter((id) => claim === undefined || id === claimId),
        session,
      )
      if (lifted === 0) throw answerIsNo(`${about}: there is no hold ${kind} to lift`)
      return { lines: [`${about}: ${counted(lifted, 'hold')} lifted; the next round decides again.`], data: { ...data, lifted } }
    }
    if (holds.some((standing) => standing.claimId === claimId)) throw answerIsNo(`${about}: rests already (${kind})`)
    await restDebtor(sql, debtor, { kind, claimId, until: null, note: null }, session.now)
    return { lines: [`${about}: contact rests until \`tijdig hold ${reference} --lift\`.`], data: { ...data, placed: true } }
  })
}

async function liftAll(
  sql: Sql,
  debtor: Parameters<typeof liftHolds>[1],
  kind: HoldKind,
  claims: readonly (string | null)[],
  { now }: Session,
): Promise<number> {
  let lifted = 0
  for (const claimId of new Set(claims)) lifted += await liftHolds(sql, debtor, kind, claimId, now)
  return lifted
}
