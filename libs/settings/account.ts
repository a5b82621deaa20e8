/** A creditor's own account at a carrier: the same names as in the environment, checked in the same way. */
import { plainToInstance } from 'class-transformer'
import { validateSync } from 'class-validator'
import { carrierSettings, halfSet, type CarrierSettings } from './carriers'
import { CARRIER_CHANNELS, CarrierVariables } from './carrier-variables'
import { ConfigurationError } from './configuration-error'

export type AccountSettings = Pick<CarrierSettings, 'twilio' | 'sendgrid' | 'smtp' | 'whatsapp' | 'carrierDoors'>
type Given = Readonly<Record<string, string>>

/** Throws a ConfigurationError that names what does not fit, never its value. */
export function readAccount(channel: keyof typeof CARRIER_CHANNELS, given: Given, publicUrl: string | null): AccountSettings {
  const known: readonly string[] = CARRIER_CHANNELS[channel]
  const problems = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${name}: is no setting of an account for ${channel}; known are ${known.join(', ')}`)
  const all = { ...given, ...(publicUrl !== null && { PUBLIC_URL: publicUrl }) }
  const variables = plainToInstance(CarrierVariables, all)
  problems.push(
    ...validateSync(variables).map(({ property, constraints }) => `${property}: ${Object.values(constraints ?? {}).join('; ')}`),
    ...halfSet(all),
  )
  const settings = carrierSettings(variables)
  if (problems.length === 0 && !settings.twilio && !settings.sendgrid && !settings.smtp && !settings.whatsapp)
    problems.push(`nothing to send by: it needs ${known.join(', ')}`)
  if (problems.length > 0) throw new ConfigurationError('account', problems.join('\n  '))
  return settings
}

/** Lines of NAME=value, as in an environment file; what begins with # is passed over. */
export function parseLines(text: string): Given {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines
      .map((line, index): [string, string] => {
        const [, name, value] = /^([A-Z_]+)\s*=\s*(.*)$/.exec(line) ?? []
        if (name === undefined || value === undefined) throw new ConfigurationError('account', `line ${index + 1}: must be NAME=value`)
        return [name, value.replace(/^(["'])(.*)\1$/, '$2')]
      })
      .filter(([, value]) => value !== ''),
  )
}
