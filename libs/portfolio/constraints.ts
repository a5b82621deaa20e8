/**
 * Checks that class-validator does not bring; each message ends a sentence that begins with the column's head.
 * Decorators register from the property upwards, so the check that is told first stands nearest to it.
 */
import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator'
import { isValidIBAN } from 'ibantools'
import { isEmailAddress } from './email-address'

const decorator = (
  name: string,
  accepts: (value: unknown, context?: ValidationArguments) => boolean,
  options: ValidationOptions,
): PropertyDecorator => ValidateBy({ name, validator: { validate: accepts } }, options)

/** `{amount}` and `{date}` stand for how the mapping writes them. */
export const MESSAGES = {
  missing: 'is missing',
  amount: 'is not an amount such as {amount}',
  date: 'is not an existing date as {date}',
  iban: 'is not a valid IBAN',
  email: 'is not an e-mail address',
  phone: 'is not a phone number; write it in full, with + and the country when it is not Dutch',
  houseNumber: 'is missing, and the street names none',
  country: 'is not a two-letter country code such as NL',
  postcode: 'is not a Dutch postcode such as 1234 AB',
  kvk: 'is not a KvK number of 8 digits',
  vat: 'is not a VAT number such as NL123456789B01',
  income: 'is not a pay day such as 25, last, weekly friday, 4-weekly {date}, or the name of an income calendar',
  document: 'is not a path below the folder of the documents',
} as const

export const oneOf = (values: readonly string[]): string => `is none of ${values.join(', ')}`

export const Present = (): PropertyDecorator => decorator('present', (value) => value !== undefined, { message: MESSAGES.missing })

/** A row holds what `parseDate` made of the text: an existing day, or an empty text. */
export const IsDay = (): PropertyDecorator =>
  decorator('day', (value) => typeof value === 'string' && value !== '', { message: MESSAGES.date })

/** A date that must not precede another one of the row; an unreadable one is reported by itself. */
export const NotBefore = (field: string, message: string): PropertyDecorator =>
  decorator(
    'order',
    (value, context) => {
      const first = (context?.object as Readonly<Record<string, unknown>> | undefined)?.[field]
      return typeof first !== 'string' || typeof value !== 'string' || value === '' || value >= first
    },
    { message },
  )

export const IsAmount = (): PropertyDecorator => decorator('amount', Number.isSafeInteger, { message: MESSAGES.amount })

export const IsBankAccount = (): PropertyDecorator =>
  decorator('iban', (value) => typeof value === 'string' && isValidIBAN(value), { message: MESSAGES.iban })

export const IsMail = (): PropertyDecorator => decorator('email', isEmailAddress, { message: MESSAGES.email })

/** Null stands for a text that its reader could not make sense of. */
export const Understood = (message: string): PropertyDecorator => decorator('understood', (value) => value !== null, { message })

/** Never above the creditor's own folder: a row must not fetch another file of this machine. */
export const IsPathBelow = (): PropertyDecorator =>
  decorator('path', (value) => typeof value === 'string' && !/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\0/i.test(value), {
    message: MESSAGES.document,
  })
