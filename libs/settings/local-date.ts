/** Decorators for dates, wall-clock times and time zones in configuration. */
import { registerDecorator } from 'class-validator'
import { isLocalDate, isLocalTime, isTimeZone } from '#domain'

const checkedBy =
  (name: string, holds: (text: string) => boolean, message: string) =>
  (of: { readonly each?: boolean } = {}): PropertyDecorator =>
  (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      options: { ...of, message: `$property ${message}` },
      validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) },
    })

export const IsLocalDate = checkedBy('isLocalDate', isLocalDate, 'must be a date such as 2027-01-31')
export const IsLocalTime = checkedBy('isLocalTime', isLocalTime, 'must be a time such as 09:00')
export const IsTimeZone = checkedBy('isTimeZone', isTimeZone, 'must be a time zone such as Europe/Amsterdam')
