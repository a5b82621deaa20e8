/** The environment variables, each with its default and what it must be. The same list stands, explained, in config/env.example. */
import { isIP } from 'node:net'
import { isLocalDate } from '#domain'
import { DateTime } from 'luxon'
import { IsEmail, IsIn, IsOptional, Matches, MinLength } from 'class-validator'
import { CARRIER_SECRETS, isHttpUrl, isPort, MustBe, severalOf } from './carrier-variables'
import { PRINT_HOUSE_SECRETS, PrintHouseVariables } from './print-house'
import { secretsKey } from './sealing'

/** Variables that begin so are ours alone: an unknown one is a typing mistake. */
export const OWN_PREFIX = 'TIJDIG_'
/** Each may come from a file instead, named in the variable with `_FILE` behind it. */
export const SECRETS = [
  'DATABASE_URL',
  'REDIS_URL',
  'TIJDIG_SANDBOX_SECRET',
  'TIJDIG_SECRETS_KEY',
  ...CARRIER_SECRETS,
  ...PRINT_HOUSE_SECRETS,
] as const
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const areNetworks = (text: string): boolean =>
  text.split(',').every((one) => {
    const [address = '', bits = '32'] = one.trim().split('/')
    return isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128)
  })
const isPostgresUrl = (text: string): boolean => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
const isRedisUrl = (text: string): boolean =>
  URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && /^(\/\d{0,3})?$/.test(new URL(text).pathname)
const isLease = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) >= 2 && Number(text) <= 600
const areKeys = (text: string): boolean => severalOf(text).length > 0 && severalOf(text).every((one) => secretsKey(one) !== undefined)
const isInstant = (text: string): boolean => /(Z|[+-]\d{2}:\d{2})$/.test(text) && DateTime.fromISO(text).isValid

export class EnvironmentVariables extends PrintHouseVariables {
  @MustBe('a port, 0 to 65535 (0: any free one)', isPort)
  PORT = '3000'

  @Matches(/^[A-Za-z0-9.:_-]+$/, { message: 'must be a host name or address to listen on' })
  HOST = '127.0.0.1'

  @IsOptional()
  @MustBe('addresses or networks, with commas: 10.0.0.2,192.168.1.0/24', areNetworks)
  TRUSTED_PROXIES?: string = undefined

  @IsOptional()
  @MustBe('a URL that begins with postgres://', isPostgresUrl)
  DATABASE_URL?: string = undefined

  @IsOptional()
  @MustBe('a URL that begins with redis:// or rediss:// and ends with the number of a database, if with anything', isRedisUrl)
  REDIS_URL?: string = undefined

  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'must be 1 to 40 letters, digits, _ or -' })
  TIJDIG_REDIS_PREFIX = 'tijdig'

  @MustBe('seconds, 2 to 600', isLease)
  TIJDIG_LEASE_SECONDS = '60'

  TIJDIG_DATA = 'data'

  TIJDIG_CONFIG?: string = undefined

  @IsOptional()
  @MustBe('a day (2027-01-04) or an instant with its offset (2027-01-04T08:00:00+01:00)', (text) => isLocalDate(text) || isInstant(text))
  TIJDIG_CLOCK_START?: string = undefined

  @IsOptional()
  @IsEmail({}, { message: 'must be one e-mail address' })
  REDIRECT_ALL_TO?: string = undefined

  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info'

  @IsOptional()
  @MustBe('a URL that begins with http:// or https://', isHttpUrl)
  TIJDIG_SANDBOX_URL?: string = undefined

  @IsOptional()
  @MustBe('a URL that begins with http:// or https://', isHttpUrl)
  TIJDIG_WEBHOOKS_URL?: string = undefined

  @IsIn(['yes', 'no'], { message: 'must be yes or no' })
  WEBHOOKS_ALLOW_PRIVATE: 'yes' | 'no' = 'no'

  @IsOptional()
  @MinLength(16, { message: 'must have 16 characters or more' })
  TIJDIG_SANDBOX_SECRET?: string = undefined

  @IsOptional()
  @MustBe(
    '32 random bytes in base64 or hexadecimal (openssl rand -base64 32); while it is being replaced the new one, a comma, and the old one',
    areKeys,
  )
  TIJDIG_SECRETS_KEY?: string = undefined
}
