/** What a process that runs beside others cannot do without; said before anything is opened. */
import { ConfigurationError } from './configuration-error'
import type { Settings } from './environment'

const NEEDED = {
  databaseUrl: 'DATABASE_URL: a process that runs beside others needs the server that they share',
  redisUrl: 'REDIS_URL: schedulers and workers that run apart meet there; everything in one process is `npm start`',
  sandboxUrl: 'TIJDIG_SANDBOX_URL: where the sandbox carrier listens, which stands in for carriers that are not connected',
  sandboxSecret: 'TIJDIG_SANDBOX_SECRET: what the sandbox carrier signs with, the same for it and for the webhooks',
  webhooksUrl: 'TIJDIG_WEBHOOKS_URL: where the sandbox carrier reaches the webhooks process',
} as const

type Needed = keyof typeof NEEDED
export type SettingsWith<Name extends Needed> = Settings & { readonly [Key in Name]: string }

export function settingsWith<Name extends Needed>(settings: Settings, ...names: readonly Name[]): SettingsWith<Name> {
  if (hasAll(settings, names)) return settings
  throw new ConfigurationError(
    'environment',
    names
      .filter((name) => settings[name] === null)
      .map((name) => NEEDED[name])
      .join('\n  '),
  )
}

const hasAll = <Name extends Needed>(settings: Settings, names: readonly Name[]): settings is SettingsWith<Name> =>
  names.every((name) => settings[name] !== null)
