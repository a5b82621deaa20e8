/** `tijdig key`: API keys are made, listed and revoked; the token is shown once. */
import { InvalidArgumentError, type Command } from 'commander'
import { isScope, makeApiKey, SCOPES, type Scope } from '#access'
import { listApiKeys, revokeApiKey } from '#store'
import { table, type Answer } from '../answer'
import { chooseCreditor } from '../choose-creditor'
import { answerFrom, NO_DATABASE, teach, withDemo, type CommonOptions } from '../command'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'

interface Options extends Omit<CommonOptions, 'creditor'> {
  readonly name: string
  readonly scope: readonly Scope[]
  readonly creditor: readonly string[]
  readonly platform: boolean
  readonly days?: number
}

const scope = (text: string, before: readonly Scope[] = []): Scope[] => {
  if (!isScope(text)) throw new InvalidArgumentError(`It must be one of ${SCOPES.join(', ')}.`)
  return [...before, text]
}
const collect = (text: string, before: readonly string[]): string[] => [...before, text]
const days = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days.')
  return Number(text)
}

export function addKey(program: Command): void {
  const group = program
    .command('key')
    .summary('make, list and revoke API keys')
    .description('API keys: what other systems and people may do, and for which creditors.')
  const create = withDemo(group.command('create'))
    .summary('make a key')
    .description('Makes a key and shows its token, once: only a hash is kept.')
    .requiredOption('--name <name>', 'what it is for')
    .option('--scope <scope>', `may be given more than once: ${SCOPES.join(', ')}`, scope, [] as Scope[])
    .option('--creditor <code>', 'a creditor it serves; may be given more than once', collect, [] as string[])
    .option('--platform', 'may make creditors, which are then its own', false)
    .option('--days <count>', 'ends by itself after so many days', days)
    .action((options: Options) =>
      answerFrom({ json: options.json ?? false, demo: options.demo ?? false }, (session) => make(session, options)),
    )
  teach(create, {
    examples: [
      'key create --name bookkeeping --creditor acme --scope imports:write --scope payments:write',
      'key create --name platform --platform --scope admin',
    ],
    exits: { 0: 'made', 2: 'wrong usage, or no such creditor', 3: NO_DATABASE },
  })
  const list = withDemo(group.command('list'))
    .summary('list keys')
    .description('Lists all keys, the oldest first, never their tokens.')
    .action((options: CommonOptions) => answerFrom(options, show))
  teach(list, { examples: ['key list'], exits: { 0: 'listed', 3: NO_DATABASE } })
  const revoke = withDemo(group.command('revoke'))
    .summary('revoke a key')
    .description('From the next request on it is no key any more.')
    .argument('<id>', 'as `key list` shows it')
    .action((id: string, options: CommonOptions) => answerFrom(options, (session) => end(session, id)))
  teach(revoke, {
    examples: ['key revoke 01972c7e-0000-7000-8000-000000000000'],
    exits: { 0: 'revoked', 1: 'there is no such key, or it was revoked before', 3: NO_DATABASE },
  })
}

async function make(session: Session, { name, scope: scopes, creditor: codes, platform, days: lasting }: Options): Promise<Answer> {
  const ids = await Promise.all(codes.map(async (code) => (await chooseCreditor(session, code)).id))
  const expiresAt = lasting === undefined ? null : new Date(Date.now() + lasting * 86_400_000)
  const { id, token } = await makeApiKey(session.database, { name, scopes, creditors: ids, platform, expiresAt })
  return { lines: [token, `Key ${id}: shown once, only its hash is kept.`], data: { id, token } }
}

async function show({ database }: Session): Promise<Answer> {
  const keys = await listApiKeys(database, null, null, 10_000)
  const day = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString().slice(0, 10))
  const rows = keys.map((key) => [
    key.id,
    key.name,
    key.platform ? 'platform' : String(key.creditors.length),
    key.scopes.join(' ') || '-',
    day(key.expiresAt),
    day(key.revokedAt),
    key.lastUsedOn ?? '-',
  ])
  return {
    lines: keys.length === 0 ? ['No keys.'] : table(['id', 'name', 'creditors', 'scopes', 'expires', 'revoked', 'last used'], rows),
    data: keys,
  }
}

async function end({ database }: Session, id: string): Promise<Answer> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || !(await revokeApiKey(database, id, null)))
    throw answerIsNo(`there is no live key ${id}`)
  return { lines: [`${id} is revoked.`], data: { id, revoked: true } }
}
