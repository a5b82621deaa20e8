/** `tijdig creditor`: who the reminders are from; a new one starts in shadow. */
import { InvalidArgumentError, type Command } from 'commander'
import { CHANNELS, decimal, parseCents, type Cents, type Channel } from '#domain'
import { checkNames } from '#pipeline'
import { channelCosts, createCreditor, editCreditor, findCreditor, listCreditors, type CreditorProfile, type NewCreditor } from '#store'
import { table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withDemo, WRONG_USAGE, type CommonOptions } from '../command'
import { readProfile } from '../creditor-profile'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

interface Options extends CommonOptions {
  readonly profile: string
  readonly name?: string
  readonly emailFrom?: string
  readonly smsFrom?: string
  readonly whatsappFrom?: string
  readonly letters: boolean
  readonly calls: boolean
  readonly policy: string
  readonly consumerStrategy: string
  readonly businessStrategy: string
  readonly pace: number
}

const must =
  (pattern: RegExp, what: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`It must be ${what}.`)
    return text
  }
const CODE = must(/^[a-z0-9][a-z0-9-]{1,39}$/, '2 to 40 small letters, digits and hyphens')
const EMAIL = must(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'an e-mail address')
const NUMBER = must(/^\+[1-9]\d{6,14}$/, 'a number such as +31612345678')
const SMS_SENDER = must(
  /^(\+[1-9]\d{6,14}|(?=.*[A-Za-z])[A-Za-z0-9]{1,11})$/,
  'a number such as +31612345678, or a name of at most 11 letters and digits',
)
const PACE = (text: string): number => Number(must(/^[1-9]\d{0,3}$/, 'a whole number from 1 to 9999')(text))

export function addCreditor(program: Command): void {
  const group = program.command('creditor').summary('add and list creditors').description('Creditors: who the reminders are from.')
  addAdd(group)
  addList(group)
  addCosts(group)
}

function addAdd(group: Command): void {
  const command = withDemo(group.command('add'))
    .summary('add a creditor, in shadow')
    .description('Adds a creditor. It starts in shadow: it decides and shows, and sends nothing until `tijdig release`.')
    .argument('<code>', 'its short name in commands', CODE)
    .requiredOption('--profile <file>', 'YAML with the company data that messages print')
    .option('--name <name>', 'what debtors know it by; else `name` of the profile')
    .option('--email-from <address>', 'sends e-mail from this address; without it, no e-mail', EMAIL)
    .option('--sms-from <number>', 'sends SMS from this number or name; without it, no SMS', SMS_SENDER)
    .option('--whatsapp-from <number>', 'sends WhatsApp from this number; without it, no WhatsApp', NUMBER)
    .option('--no-letters', 'sends no letters')
    .option('--no-calls', 'makes no calls')
    .option('--policy <name>', 'contact policy under config/policies', 'nl-reference')
    .option('--consumer-strategy <name>', 'ladder of consumers under config/strategies', 'consumer')
    .option('--business-strategy <name>', 'ladder of firms', 'business')
    .option('--pace <count>', 'messages per second and channel', PACE, 10)
    .action((code: string, options: Options) => {
      const { name, profile } = readProfile(options.profile)
      return answerFrom(options, (session) =>
        add(session, {
          code,
          name: options.name ?? name,
          profile,
          policy: options.policy,
          strategies: { consumer: options.consumerStrategy, business: options.businessStrategy },
          senders: sendersOf(options, profile),
        }),
      )
    })
  teach(command, {
    more: ['config/demo/creditor.yaml is a profile to start from.'],
    examples: [
      'creditor add acme --profile acme.yaml --email-from post@acme.example --sms-from Acme',
      'creditor add zorg --profile zorg.yaml --email-from post@zorg.example --policy nl-sociaal --consumer-strategy sociaal --business-strategy sociaal',
    ],
    exits: {
      0: 'added',
      1: 'there is one of that code already',
      2: 'wrong usage, a profile that does not fit, or a policy or strategy that is not there',
      3: NO_DATABASE,
    },
  })
}

function addList(group: Command): void {
  const command = withDemo(group.command('list'))
    .summary('list the creditors')
    .description('Lists the creditors, and whether they send.')
    .action((options: CommonOptions) => answerFrom(options, list))
  teach(command, { examples: ['creditor list', 'creditor list --json'], exits: { 0: 'listed', 2: 'wrong usage', 3: NO_DATABASE } })
}

type Wanted = Omit<NewCreditor, 'createdAt'>

/** A letter carries the address of the profile, and a call shows its number. */
function sendersOf(
  { emailFrom, smsFrom, whatsappFrom, letters, calls, pace }: Options,
  { address, phone }: CreditorProfile,
): NewCreditor['senders'] {
  const from = {
    email: emailFrom,
    sms: smsFrom,
    whatsapp: whatsappFrom,
    letter: letters ? `${address.street} ${address.houseNumber}, ${address.city}` : undefined,
    call: calls ? phone : undefined,
  }
  return Object.fromEntries(
    Object.entries(from).flatMap(([channel, sender]) =>
      sender === undefined ? [] : [[channel, { address: sender, pacePerSecond: pace }]],
    ),
  )
}

async function add({ database, now }: Session, wanted: Wanted): Promise<Answer> {
  if (await findCreditor(database, wanted.code)) throw answerIsNo(`there is a creditor ${wanted.code} already`)
  await checkNames(database, wanted)
  await createCreditor(database, { ...wanted, createdAt: now })
  const channels = Object.keys(wanted.senders)
  return {
    lines: [
      `${wanted.name} (${wanted.code}) is added, in shadow. Channels: ${channels.join(', ')}.`,
      `Next: tijdig import claims FILE --mapping NAME --creditor ${wanted.code}`,
    ],
    data: { code: wanted.code, name: wanted.name, state: 'shadow', channels },
  }
}

async function list({ database }: Session): Promise<Answer> {
  const data = (await listCreditors(database)).map(({ code, name, state, policy, paymentsReadThrough }) => ({
    code,
    name,
    state,
    policy,
    paymentsReadThrough,
  }))
  const rows = data.map(({ code, name, state, policy, paymentsReadThrough }) => [code, name, state, policy, paymentsReadThrough ?? '-'])
  return {
    lines: data.length === 0 ? ['There is no creditor yet.'] : table(['code', 'name', 'state', 'policy', 'payments read through'], rows),
    data,
  }
}

type CostOptions = CommonOptions & Readonly<Partial<Record<Channel, Cents>>>
const COST = (text: string): Cents => parseCents(must(/^\d{1,7}(\.\d{1,2})?$/, 'an amount such as 2.00')(text)) ?? 0

function addCosts(group: Command): void {
  const command = withDemo(group.command('costs'))
    .summary('what contacts cost, for what a dry run foresees')
    .description('Sets what a thousand contacts cost, in euro, for the channels that are named; without any, only tells.')
    .argument('<code>', 'short name of the creditor')
    .action((code: string, options: CostOptions) => answerFrom(options, (session) => setCosts(session, code, options)))
  for (const channel of CHANNELS) command.option(`--${channel} <amount>`, `a thousand by ${channel}`, COST)
  teach(command, {
    examples: ['creditor costs acme', 'creditor costs acme --email 2.00 --letter 1100.00'],
    exits: { 0: 'told', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function setCosts(session: Session, code: string, options: CostOptions): Promise<Answer> {
  const { id } = await chooseCreditor(session, code)
  const given = Object.fromEntries(CHANNELS.flatMap((channel) => (options[channel] === undefined ? [] : [[channel, options[channel]]])))
  await editCreditor(session.database, id, { channelCosts: given })
  const costs = await channelCosts(session.database, id)
  const data = CHANNELS.flatMap((channel) => (costs[channel] === undefined ? [] : [{ channel, perThousand: decimal(costs[channel]) }]))
  return {
    lines:
      data.length === 0
        ? ['No channel has a cost yet.']
        : table(
            ['channel', 'a thousand'],
            data.map(({ channel, perThousand }) => [channel, perThousand]),
          ),
    data,
  }
}
