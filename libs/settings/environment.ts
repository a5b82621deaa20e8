/** The only reader of the environment: every variable checked at once, a mistyped one refused, a secret also taken from a file. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { plainToInstance } from 'class-transformer'
import type { ValidationError } from 'class-validator'
import { validateSync } from 'class-validator'
import { DateTime } from 'luxon'
import type { Instant, LocalDate } from '#domain'
import { isLocalDate } from '#domain'
import { severalOf } from './carrier-variables'
import { carrierSettings, halfSet, type CarrierSettings } from './carriers'
import { halfPrintHouse, printHouseSettings, type PrintHouseSettings } from './print-house'
import { ConfigurationError } from './configuration-error'
import { CONFIGURATION_FOLDERS } from './configuration-files'
import type { LogLevel } from './environment-variables'
import { secretsKey, type SecretsKeys } from './sealing'
import { EnvironmentVariables, OWN_PREFIX, SECRETS } from './environment-variables'

export interface Settings extends CarrierSettings {
  /** Null: the sandbox's print house stands in. */
  readonly printHouse: PrintHouseSettings | null
  readonly port: number
  readonly host: string
  /** Null: the embedded database in the data folder. */
  readonly databaseUrl: string | null
  /** Null: attempts are delivered by the process that schedules them. */
  readonly redisUrl: string | null
  /** Begins every key in Redis, so that installations can share a server. */
  readonly redisPrefix: string
  /** How long a worker that died keeps what it held. */
  readonly leaseSeconds: number
  /** Absolute; made by the app when it is missing. */
  readonly dataFolder: string
  /** Absolute, and there, with something in it. */
  readonly configFolder: string
  /** Absolute; where the pages are once they are built. */
  readonly pagesFolder: string
  /** Proxies whose word on the caller's address and on TLS counts. */
  readonly trustedProxies: readonly string[]
  /** Where the virtual clock of the demo begins: a day in the creditor's zone, or an instant. */
  readonly clockStart: LocalDate | Instant | null
  /** Set during trials: every message goes to this e-mail address instead of to the debtor. */
  readonly redirectAllTo: string | null
  /** Of carrier accounts in the database; none: there can be none. */
  readonly secretsKeys: SecretsKeys
  readonly logLevel: LogLevel
  /** Null: the app makes one and keeps it in the data folder. */
  readonly sandboxSecret: string | null
  /** Of a sandbox carrier that runs on its own; null: standalone starts one. */
  readonly sandboxUrl: string | null
  /** Where carriers reach the webhooks process. */
  readonly webhooksUrl: string | null
  /** Webhooks out may go to addresses inside one's own network, and without TLS. */
  readonly webhooksAllowPrivate: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** Names that readSettings knows, without the `_FILE` form of the secrets. */
export const VARIABLES: readonly string[] = Object.keys(new EnvironmentVariables())
const FILES = SECRETS.map((name) => `${name}_FILE`)

export function readSettings(env: Environment = process.env): Settings {
  const problems: string[] = []
  const given = withSecretsFromFiles(withoutEmpty(env), problems)
  problems.push(...unknownNames(env))
  const variables = plainToInstance(EnvironmentVariables, known(given))
  problems.push(...validateSync(variables).map(complaint))
  problems.push(...halfSet(given), ...halfPrintHouse(given))
  const configFolder = resolve(variables.TIJDIG_CONFIG ?? join(checkoutFolder(), 'config'))
  if (!isFolder(configFolder)) problems.push(`TIJDIG_CONFIG: must be a folder that exists; ${configFolder} is none`)
  else if (!FOLDERS.some((folder) => isFolder(join(configFolder, folder))))
    problems.push(`TIJDIG_CONFIG: ${configFolder} has none of the folders ${FOLDERS.join(', ')}`)
  if (problems.length > 0) throw new ConfigurationError('environment', problems.join('\n  '))
  return {
    port: Number(variables.PORT),
    pagesFolder: join(checkoutFolder(), 'dist/console'),
    trustedProxies: (variables.TRUSTED_PROXIES ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    host: variables.HOST,
    databaseUrl: variables.DATABASE_URL ?? null,
    redisUrl: variables.REDIS_URL ?? null,
    redisPrefix: variables.TIJDIG_REDIS_PREFIX,
    leaseSeconds: Number(variables.TIJDIG_LEASE_SECONDS),
    dataFolder: resolve(variables.TIJDIG_DATA),
    configFolder,
    clockStart: clockStart(variables.TIJDIG_CLOCK_START),
    redirectAllTo: variables.REDIRECT_ALL_TO ?? null,
    logLevel: variables.LOG_LEVEL,
    secretsKeys: severalOf(variables.TIJDIG_SECRETS_KEY ?? '').flatMap((one) => secretsKey(one) ?? []),
    sandboxSecret: variables.TIJDIG_SANDBOX_SECRET ?? null,
    ...carrierSettings(variables),
    printHouse: printHouseSettings(variables),
    sandboxUrl: variables.TIJDIG_SANDBOX_URL ?? null,
    webhooksAllowPrivate: variables.WEBHOOKS_ALLOW_PRIVATE === 'yes',
    webhooksUrl: variables.TIJDIG_WEBHOOKS_URL ?? null,
  }
}

const FOLDERS = Object.values(CONFIGURATION_FOLDERS).map(({ folder }) => folder)

/** Compose files and service units set what they do not use to an empty text: that is unset. */
const withoutEmpty = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [[name, value.trim()]])),
  )

const known = (env: Environment): Environment => Object.fromEntries(Object.entries(env).filter(([name]) => VARIABLES.includes(name)))

function withSecretsFromFiles(env: Record<string, string>, problems: string[]): Record<string, string> {
  const read = SECRETS.flatMap((name): [string, string][] => {
    const file = env[`${name}_FILE`]
    if (file === undefined) return []
    if (env[name] !== undefined) problems.push(`${name}: is set, and ${name}_FILE too: leave one of them out`)
    const secret = readSecret(file)
    if (secret === undefined) problems.push(`${name}_FILE: must name a file that can be read and is not empty`)
    return secret === undefined ? [] : [[name, secret]]
  })
  return { ...env, ...Object.fromEntries(read) }
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** Also when empty: a mistyped name that is about to be filled in should not wait for that day. */
function unknownNames(env: Environment): string[] {
  const own = [...VARIABLES, ...FILES].filter((name) => name.startsWith(OWN_PREFIX))
  const strangers = Object.keys(env).filter((name) => name.startsWith(OWN_PREFIX) && !own.includes(name))
  return strangers.map((name) => `${name}: is not a setting; known are ${own.join(', ')}`)
}

/** The value stays out: it may be a secret or an address, and the reader of a log is not always its owner. */
const complaint = (error: ValidationError): string => `${error.property}: ${Object.values(error.constraints ?? {}).join('; ')}`

function clockStart(text: string | undefined): LocalDate | Instant | null {
  if (text === undefined) return null
  return isLocalDate(text) ? text : (DateTime.fromISO(text).toMillis() as Instant)
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

/** The nearest folder above with a package.json: the same from the source and from dist. */
function checkoutFolder(): string {
  let folder = __dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}
