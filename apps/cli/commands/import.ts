/** `tijdig import`: what is owed, and what was paid. */
import type { Command } from 'commander'
import { decimal, type LocalDate } from '#domain'
import { importClaims, importPayments, Rulebooks, type ImportReport, type PaymentsReport } from '#pipeline'
import { counted, table, type Answer } from '../answer'
import { answerFrom, NO_DATABASE, teach, withCreditor } from '../command'
import { businessDay, day, refuseAhead } from '../day'
import { EXIT } from '../exit-codes'
import { fileToImport, interruptible, type ImportOptions } from '../import-input'

interface PaymentsOptions extends ImportOptions {
  readonly through?: LocalDate
}

const EXITS = {
  0: 'all rows are in',
  1: 'some rows were refused: the error file tells which and why',
  2: 'wrong usage, or a file that cannot be read or does not fit the mapping',
  3: NO_DATABASE,
  130: 'stopped by Ctrl-C: the same command goes on from there',
}
const ERRORS = 'where refused rows go; else FILE with .errors.csv'

export function addImport(program: Command): void {
  const group = program
    .command('import')
    .summary('import claims and payments')
    .description('Reads what the bookkeeping exports: open items, and payments.')
  addClaims(group)
  addPayments(group)
}

function addClaims(group: Command): void {
  const command = withCreditor(group.command('claims'))
    .summary('import an export of open items')
    .description(
      'Loads open items: new ones are added, known ones (by reference) follow what changed, and the same file twice changes nothing.',
    )
    .argument('<file>', 'CSV or JSON, as the mapping says')
    .requiredOption('--mapping <name>', 'how to read it: a file under config/imports, e.g. generic')
    .option('--errors <file>', ERRORS)
    .action((file: string, options: ImportOptions) =>
      answerFrom(options, async (session) => {
        const { database, now } = session
        return claimsAnswer(
          await interruptible('claims', await fileToImport(session, file, options), (given) =>
            importClaims({ database, rulebooks: new Rulebooks(database) }, given, now),
          ),
        )
      }),
    )
  teach(command, {
    more: [
      'A refused row comes back with its line, its fields and the reasons. Mend that file and import it with the same mapping.',
      'Of a full export, a claim that is missing has usually been paid: contact about it rests until a payment file or',
      '`tijdig hold DEBTOR --claim REF --kind absent-from-export --lift` says how it stands.',
    ],
    examples: [
      'import claims open-items.csv --mapping generic',
      'import claims export.csv --mapping exact-open-items --creditor acme --errors refused.csv',
    ],
    exits: EXITS,
  })
}

function addPayments(group: Command): void {
  const command = withCreditor(group.command('payments'))
    .summary('import payments')
    .description(
      'Loads payments, matched by reference, else by invoice number with amount. A payment stops what is planned for what it pays.',
    )
    .argument('<file>', 'CSV, JSON or a bank statement (camt.053), as the mapping says')
    .option('--mapping <name>', 'how to read it: a file under config/imports; a bank statement with camt-053', 'payments-generic')
    .option('--errors <file>', ERRORS)
    .option('--through <date>', 'the last day that the file covers in full; else the day of its latest payment, before today', day)
    .action((file: string, options: PaymentsOptions) =>
      answerFrom(options, async (session) => {
        const given = { ...(await fileToImport(session, file, options)), ...(options.through && { through: options.through }) }
        if (options.through) refuseAhead('--through', options.through, await businessDay(session.database, given.creditor, session.now))
        return paymentsAnswer(await interruptible('payments', given, (input) => importPayments(session, input, session.now)))
      }),
    )
  teach(command, {
    more: [
      'Payments that match no claim are kept and listed, also those of earlier files, until a person links them on the page `/payments/unmatched`. MT940 is not read.',
    ],
    examples: [
      'import payments payments.csv',
      'import payments bank.csv --creditor acme --through 2027-01-31',
      'import payments statement.xml --mapping camt-053',
    ],
    exits: EXITS,
  })
}

const codeOf = (refused: number): Answer['code'] => (refused > 0 ? EXIT.no : EXIT.done)
const refusedLine = (refused: number, errorFile: string | null): string[] =>
  refused === 0 ? [] : [`${counted(refused, 'row')} refused: see ${errorFile ?? 'the error file'}`]

function claimsAnswer(report: ImportReport): Answer {
  const { lines, loaded, changed, unchanged, refused, held, resumedAt, errorFile } = report
  return {
    lines: [
      ...(resumedAt > 0 ? [`Went on after line ${resumedAt}, where an earlier import was stopped; the counts are of both.`] : []),
      `${counted(lines, 'row')}: ${loaded} loaded, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`,
      ...(held === 0 ? [] : [`${counted(held, 'open claim is', 'open claims are')} missing from this export: contact about them rests.`]),
      ...refusedLine(refused, errorFile),
    ],
    data: report,
    code: codeOf(refused),
  }
}

function paymentsAnswer(report: PaymentsReport): Answer {
  const { lines, loaded, matched, refused, unmatched, through, errorFile } = report
  const known = lines - loaded - refused
  const rows = unmatched.map(({ receivedOn, amount, reference, invoiceNumber }) => [
    receivedOn,
    decimal(amount),
    reference ?? '-',
    invoiceNumber ?? '-',
  ])
  return {
    lines: [
      `${counted(lines, 'row')}: ${loaded} loaded, ${known} known already, ${refused} refused; ${matched} of the loaded matched.`,
      ...(through === null ? [] : [`Payments are read through ${through}.`]),
      ...refusedLine(refused, errorFile),
      ...(rows.length === 0
        ? []
        : [
            '',
            `${counted(rows.length, 'payment matches', 'payments match')} no claim:`,
            ...table(['received', 'amount', 'reference', 'invoice'], rows),
          ]),
    ],
    data: { ...report, known, unmatched: unmatched.map((payment) => ({ ...payment, amount: decimal(payment.amount) })) },
    code: codeOf(refused),
  }
}
