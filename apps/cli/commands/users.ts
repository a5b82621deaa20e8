/** `tijdig users`: people who may log in are added, listed, disabled, and given a new link; for whoever holds the machine. */
import { isEmail } from 'class-validator'
import { InvalidArgumentError, type Command } from 'commander'
import { isRole, makeLink, ROLES, type Role } from '#access'
import {
  appendAuditOfUser,
  endSessionsOf,
  findUserByEmail,
  insertUser,
  listUsers,
  setDisabled,
  setPlatform,
  setRole,
  type UserRow,
} from '#store'
import { table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withDemo, type CommonOptions } from '../command'
import { answerIsNo, unacceptable } from '../exit-codes'
import { operator } from '../operator'
import type { Session } from '../session'

interface Options extends Omit<CommonOptions, 'creditor'> {
  readonly name: string
  readonly role?: Role
  readonly creditor: readonly string[]
  readonly platform: boolean
  readonly language: 'nl' | 'en'
}

const role = (text: string): Role => {
  if (!isRole(text)) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`)
  return text
}
const language = (text: string): string => {
  if (text !== 'nl' && text !== 'en') throw new InvalidArgumentError('It must be nl or en.')
  return text
}
const address = (text: string): string => {
  if (!isEmail(text)) throw new InvalidArgumentError('It must be an e-mail address.')
  return text
}
const collect = (text: string, before: readonly string[]): string[] => [...before, text]

export function addUsers(program: Command): void {
  const group = program
    .command('users')
    .summary('people who may log in')
    .description('People who may log in, with one role at each creditor they serve.')
  const add = withDemo(group.command('add'))
    .summary('add somebody, or give them a role')
    .description('Prints a link by which they choose a password; somebody who is there already gets the role beside those they have.')
    .argument('<email>', 'by which they log in', address)
    .option('--name <name>', 'what colleagues call them', '')
    .option('--role <role>', ROLES.join(', '), role)
    .option('--creditor <code>', 'where they have that role; may be given more than once', collect, [] as string[])
    .option('--platform', 'administers every creditor, and makes them', false)
    .option('--language <code>', 'nl or en', language, 'nl')
    .action((email: string, options: Options) =>
      answerFrom({ json: options.json ?? false, demo: options.demo ?? false }, (session) => make(session, email, options)),
    )
  teach(add, {
    examples: ['users add noor@example.nl --name Noor --role agent --creditor acme', 'users add ada@example.nl --name Ada --platform'],
    exits: { 0: 'added', 2: 'wrong usage, or no such creditor', 3: NO_DATABASE },
  })
  const list = withDemo(group.command('list'))
    .summary('list users')
    .description('Lists all users, the oldest first.')
    .action((options: CommonOptions) => answerFrom(options, show))
  teach(list, { examples: ['users list'], exits: { 0: 'listed', 3: NO_DATABASE } })
  const disable = withDemo(group.command('disable'))
    .summary('let somebody in no more')
    .description('Their sessions end at once; `users add` lets them in again.')
    .argument('<email>')
    .action((email: string, options: CommonOptions) => answerFrom(options, (session) => end(session, email)))
  teach(disable, {
    examples: ['users disable noor@example.nl'],
    exits: { 0: 'disabled', 1: 'there is nobody of that address', 3: NO_DATABASE },
  })
  const reset = withDemo(group.command('reset-password'))
    .summary('give somebody a new link')
    .description('Prints a link by which they choose another password; their sessions end when they do.')
    .argument('<email>')
    .action((email: string, options: CommonOptions) => answerFrom(options, (session) => invite(session, email)))
  teach(reset, {
    examples: ['users reset-password noor@example.nl'],
    exits: { 0: 'printed', 1: 'there is nobody of that address', 3: NO_DATABASE },
  })
}

async function make(session: Session, email: string, options: Options): Promise<Answer> {
  if (!options.platform && (options.role === undefined || options.creditor.length === 0))
    throw unacceptable('say --role and --creditor, or --platform')
  const creditors = await Promise.all(options.creditor.map((code) => chooseCreditor(session, code)))
  const { id, isNew } = await session.database.transaction(async (sql) => {
    const known = await findUserByEmail(sql, email)
    const made =
      known?.id ?? (await insertUser(sql, { email, name: options.name || email, language: options.language, platform: options.platform }))
    if (made === null) throw answerIsNo(`somebody else added ${email} in this very moment`)
    await setDisabled(sql, made, false)
    if (options.platform) await setPlatform(sql, made, true)
    for (const creditor of creditors) await setRole(sql, creditor.id, made, options.role ?? null)
    await appendAuditOfUser(sql, made, {
      actor: operator(),
      action: 'user.add',
      subject: made,
      detail: { role: options.role ?? null, platform: options.platform },
      at: session.now,
    })
    return { id: made, isNew: known?.hasPassword !== true }
  })
  if (!isNew) return { lines: [`${email} has the role now.`], data: { id } }
  return withLink(session, id)
}

async function withLink({ database }: Session, id: string): Promise<Answer> {
  const link = await database.transaction((sql) => makeLink(sql, 'invitation', id))
  return { lines: [link, 'Put the address of Tijdig before it. It works once, and for a week.'], data: { id, link } }
}

async function show({ database }: Session): Promise<Answer> {
  const users = await listUsers(database, null, null, 10_000)
  const state = ({ disabledAt, hasPassword }: UserRow): string => (disabledAt !== null ? 'disabled' : hasPassword ? 'active' : 'invited')
  const rows = users.map((user) => [
    user.email,
    user.name,
    user.platform ? 'platform' : user.roles.map((one) => one.role).join(' ') || '-',
    state(user),
    user.twoStep ? 'yes' : 'no',
  ])
  return { lines: users.length === 0 ? ['No users.'] : table(['address', 'name', 'roles', 'state', 'second step'], rows), data: users }
}

async function end(session: Session, email: string): Promise<Answer> {
  const { id } = await known(session, email)
  await session.database.transaction(async (sql) => {
    await setDisabled(sql, id, true)
    await endSessionsOf(sql, id)
    await appendAuditOfUser(sql, id, { actor: operator(), action: 'user.disable', subject: id, detail: null, at: session.now })
  })
  return { lines: [`${email} is disabled.`], data: { id, disabled: true } }
}

async function invite(session: Session, email: string): Promise<Answer> {
  const { id } = await known(session, email)
  await appendAuditOfUser(session.database, id, {
    actor: operator(),
    action: 'user.invite-again',
    subject: id,
    detail: null,
    at: session.now,
  })
  return withLink(session, id)
}

async function known({ database }: Session, email: string): Promise<UserRow> {
  const user = await findUserByEmail(database, email)
  if (!user) throw answerIsNo(`there is nobody of the address ${email}`)
  return user
}
