/** Log-in: a password, a code where one is set, and few trials for an account, an address, and both together. */
import { createHash } from 'node:crypto'
import { countTrials, credentialsOf, forgetTrials, type Database } from '#store'
import { networkOf } from './network'
import { isPassword } from './passwords'
import { useCode } from './two-step'

export interface Credentials {
  readonly email: string
  readonly password: string
  readonly code?: string
}

export type LogIn =
  | { readonly kind: 'in'; readonly userId: string }
  | { readonly kind: 'refused' | 'code-needed' }
  | { readonly kind: 'too-many'; readonly seconds: number }

/**
 * Within a quarter of an hour. From one address at one account few, so that nothing can be guessed; at one account from all addresses more,
 * so that nobody locks a colleague out easily; from one address enough for an office where everybody starts at nine.
 */
const MOST = { both: 10, account: 60, address: 200 }

/** `now` is the machine's own time: codes follow the clock of a telephone, not business time. */
export async function logIn(database: Database, { email, password, code }: Credentials, address: string, now: number): Promise<LogIn> {
  const account = email.trim().toLowerCase()
  const subjects = {
    both: hashOf(`both ${account} ${networkOf(address)}`),
    account: hashOf(`account ${account}`),
    address: hashOf(`address ${networkOf(address)}`),
  }
  const seconds = await countTrials(
    database,
    (['both', 'account', 'address'] as const).map((name) => ({ subject: subjects[name], most: MOST[name] })),
  )
  if (seconds > 0) return { kind: 'too-many', seconds }
  const known = await credentialsOf(database, account)
  const right = await isPassword(password, known?.passwordHash ?? null)
  if (!right || !known || known.disabled) return { kind: 'refused' }
  if (known.totpSecret !== null) {
    if (code === undefined) {
      await forgetTrials(database, Object.values(subjects))
      return { kind: 'code-needed' }
    }
    if (!(await useCode(database, known.id, known.totpSecret, code, now))) return { kind: 'refused' }
  }
  await forgetTrials(database, Object.values(subjects))
  return { kind: 'in', userId: known.id }
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
