/** `tijdig carriers`: the accounts that messages leave by: checked, and a creditor's own set, listed, removed and sealed anew. */
import { Argument, type Command } from 'commander'
import { aboutAccount, checkCarriers } from '#pipeline'
import { parseLines, readAccount, seal, unseal } from '#settings'
import {
  ACCOUNT_CHANNELS,
  allSealedAccounts,
  listCreditors,
  putAccount,
  removeAccount,
  sealedAccountsOf,
  type AccountChannel,
} from '#store'
import { counted, table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withDemo, WRONG_USAGE, type CommonOptions } from '../command'
import { answerIsNo, unacceptable } from '../exit-codes'
import { readSecret } from '../secret-input'
import type { Session } from '../session'

interface SetOptions extends CommonOptions {
  readonly file?: string
  readonly name: string
  readonly place: number
}

const channel = (): Argument => new Argument('<channel>', 'email, sms or whatsapp').choices(ACCOUNT_CHANNELS)
const place = (text: string): number => (/^[1-9]$/.test(text) ? Number(text) : Number.NaN)

export function addCarriers(program: Command): void {
  const group = program
    .command('carriers')
    .summary('check and set the accounts that messages leave by')
    .description(
      'Accounts at carriers: those of the environment, for everybody, and those of a creditor alone, kept encrypted in the database.',
    )
  addCheck(group)
  addSet(group)
  addList(group)
  addRemove(group)
  addReseal(group)
}

function addCheck(group: Command): void {
  const command = withDemo(group.command('check'))
    .summary('ask each account one harmless question')
    .description('Asks each account something that sends nothing, and says what is wrong.')
    .action((options: CommonOptions) => answerFrom(options, check))
  teach(command, {
    examples: ['carriers check', 'carriers check --json'],
    exits: { 0: 'all work', 1: 'at least one does not', 2: 'wrong usage', 3: NO_DATABASE },
  })
}

async function check({ database, settings }: Session): Promise<Answer> {
  const codes = new Map((await listCreditors(database)).map(({ id, code }) => [id, code]))
  const accounts = (await allSealedAccounts(database)).map((account) => ({ ...account, creditor: codes.get(account.creditorId) ?? '' }))
  const checked = await checkCarriers({ ...settings, accounts })
  const lines =
    checked.length === 0
      ? ['No carrier is connected: the sandbox stands in for all.']
      : table(
          ['account', ''],
          checked.map(({ account, says }) => [account, says]),
        )
  return { lines, data: checked, code: checked.every(({ works }) => works) ? 0 : 1 }
}

function addSet(group: Command): void {
  const command = withDemo(group.command('set'))
    .summary('give a creditor an account of its own')
    .description(
      'Reads NAME=value lines from a file or from standard input, named as in config/env.example, and keeps them encrypted. Secrets never stand on the command line.',
    )
    .argument('<creditor>', 'its code')
    .addArgument(channel())
    .option('--file <file>', 'the lines; left out: standard input')
    .option('--name <name>', 'tells accounts of one channel apart', 'main')
    .option('--place <n>', 'the lowest is tried first; the next takes over where nothing was accepted', place, 1)
    .action((code: string, of: AccountChannel, options: SetOptions) => answerFrom(options, (session) => set(session, code, of, options)))
  teach(command, {
    examples: ['carriers set acme sms --file twilio.env', 'carriers set acme email --name reserve --place 2 < smtp.env'],
    exits: { 0: 'set', 2: `${WRONG_USAGE}, or settings that do not fit`, 3: NO_DATABASE },
  })
}

async function set(session: Session, code: string, of: AccountChannel, { file, name, place: at }: SetOptions): Promise<Answer> {
  const { database, settings } = session
  if (settings.secretsKeys.length === 0) throw unacceptable('set TIJDIG_SECRETS_KEY first: `openssl rand -base64 32` makes one')
  if (!/^[a-z0-9-]{1,30}$/.test(name) || Number.isNaN(at))
    throw unacceptable('--name must be 1 to 30 small letters, digits and hyphens, and --place a number from 1 to 9')
  const { id: creditorId } = await chooseCreditor(session, code)
  const given = parseLines(await readSecret(file))
  readAccount(of, given, settings.publicUrl)
  const key = { creditorId, channel: of, name }
  await putAccount(database, { ...key, place: at, sealed: seal(settings.secretsKeys, JSON.stringify(given), aboutAccount(key)) })
  return {
    lines: [`${code} sends ${of} by ${name} within half a minute. \`tijdig carriers check\` asks it.`],
    data: { creditor: code, channel: of, name, place: at },
  }
}

function addList(group: Command): void {
  const command = withDemo(group.command('list'))
    .summary('list the accounts of creditors')
    .description('Lists accounts without their secrets.')
    .argument('<creditor>', 'its code')
    .action((code: string, options: CommonOptions) =>
      answerFrom(options, async (session) => {
        const accounts = (await sealedAccountsOf(session.database, [(await chooseCreditor(session, code)).id])).map(
          ({ channel: of, place: at, name }) => ({ channel: of, place: at, name }),
        )
        return {
          lines:
            accounts.length === 0
              ? [`${code} has no account of its own.`]
              : table(
                  ['channel', 'place', 'name'],
                  accounts.map((one) => [one.channel, one.place, one.name]),
                ),
          data: accounts,
        }
      }),
    )
  teach(command, { examples: ['carriers list acme'], exits: { 0: 'listed', 2: WRONG_USAGE, 3: NO_DATABASE } })
}

function addRemove(group: Command): void {
  const command = withDemo(group.command('remove'))
    .summary('take an account away from a creditor')
    .description('What the account has carried stays in the log.')
    .argument('<creditor>', 'its code')
    .addArgument(channel())
    .argument('<name>', 'of the account')
    .action((code: string, of: AccountChannel, name: string, options: CommonOptions) =>
      answerFrom(options, async (session) => {
        const { id: creditorId } = await chooseCreditor(session, code)
        if (!(await removeAccount(session.database, { creditorId, channel: of, name })))
          throw answerIsNo(`${code} has no account ${name} for ${of}`)
        return { lines: [`${name} is removed.`], data: { creditor: code, channel: of, name } }
      }),
    )
  teach(command, {
    examples: ['carriers remove acme sms main'],
    exits: { 0: 'removed', 1: 'there is no such account', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

function addReseal(group: Command): void {
  const command = withDemo(group.command('reseal'))
    .summary('encrypt all accounts with the first key')
    .description('After a new key was put before the old one in TIJDIG_SECRETS_KEY; then the old one may go.')
    .action((options: CommonOptions) => answerFrom(options, reseal))
  teach(command, {
    examples: ['carriers reseal'],
    exits: { 0: 'done', 1: 'some cannot be opened by any key', 2: 'wrong usage', 3: NO_DATABASE },
  })
}

async function reseal({ database, settings: { secretsKeys } }: Session): Promise<Answer> {
  if (secretsKeys.length === 0) throw unacceptable('TIJDIG_SECRETS_KEY is not set')
  const accounts = await allSealedAccounts(database)
  let sealed = 0
  for (const account of accounts) {
    const text = unseal(secretsKeys, account.sealed, aboutAccount(account))
    if (text === undefined) continue
    await putAccount(database, { ...account, sealed: seal(secretsKeys, text, aboutAccount(account)) })
    sealed += 1
  }
  const locked = accounts.length - sealed
  return {
    lines: [`${counted(sealed, 'account')} sealed with the first key${locked > 0 ? `; ${locked} cannot be opened by any key` : ''}.`],
    data: { sealed, locked },
    code: locked > 0 ? 1 : 0,
  }
}
