/** A configuration folder under which contact is allowed now, whatever the hour and the day: shipped, but for hours, days and zone. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'

export const POLICY = 'open-now'
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const NOON = 12

export function writeOpenConfiguration(folder: string, now: Date): void {
  cpSync(resolve('config'), folder, { recursive: true })
  const read = (name: string): Record<string, unknown> => parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>
  const write = (name: string, content: object): void => writeFileSync(join(folder, name), stringify(content))
  const open = { opens: '07:00', closes: '20:00', days: DAYS }
  const { calendars, ...policy } = read('policies/nl-reference.yaml')
  write(`policies/${POLICY}.yaml`, {
    ...policy,
    name: POLICY,
    zone: zoneAtNoon(now),
    calendars: { ...(calendars as object), contact: POLICY },
    hours: { email: open, sms: open, whatsapp: open, call: open, letter: open },
  })
  const { days, ...calendar } = read('calendars/nl-contact.yaml')
  const isFar = (day: string): boolean => Math.abs(Date.parse(day) - now.getTime()) > 3 * 86_400_000
  write(`calendars/${POLICY}.yaml`, {
    ...calendar,
    name: POLICY,
    weekly: [],
    days: Object.fromEntries(Object.entries(days as object).filter(([day]) => isFar(day))),
  })
}

/** The zone whose clocks show the middle of the day; in their names the sign is turned round. */
function zoneAtNoon(now: Date): string {
  const behind = now.getUTCHours() - NOON
  return behind === 0 ? 'Etc/GMT' : `Etc/GMT${behind > 0 ? '+' : ''}${behind}`
}
