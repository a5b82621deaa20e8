/** A field for a day, typed in the order of the language. */
import { parseDate, type CalendarDate } from '@internationalized/date'
import type { ReactNode } from 'react'
import { DateField, DateInput, DateSegment } from 'react-aria-components/DateField'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import type { FieldProps } from './fields'

const dayOf = (value: string): CalendarDate | null => (/^\d{4}-\d\d-\d\d$/.test(value) ? parseDate(value) : null)

/** `2027-01-31` outside; typed in the order of the language. */
export function DayField({ label, value, onChange, error, autoFocus, className }: FieldProps): ReactNode {
  return (
    <DateField
      className={`react-aria-DateField ${className ?? ''}`}
      value={dayOf(value)}
      onChange={(day) => onChange(day?.toString() ?? '')}
      isInvalid={error != null}
      validationBehavior="aria"
      autoFocus={autoFocus}
      shouldForceLeadingZeros
    >
      <Label>{label}</Label>
      <DateInput>{(segment) => <DateSegment segment={segment} />}</DateInput>
      <FieldError>{error}</FieldError>
    </DateField>
  )
}
