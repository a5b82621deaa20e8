/** Fields of text: label, what was given, and what does not fit, said to eyes and screen readers alike. */
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | null
  readonly autoFocus?: boolean
  readonly className?: string
}

interface LineProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'tel'
  readonly autoComplete?: string
  readonly placeholder?: string
  readonly inputMode?: 'decimal' | 'numeric'
}

export function Line({ label, error, placeholder, className, ...field }: LineProps): ReactNode {
  return (
    <TextField {...field} className={`react-aria-TextField ${className ?? ''}`} isInvalid={error != null} validationBehavior="aria">
      <Label>{label}</Label>
      <Input placeholder={placeholder} />
      <FieldError>{error}</FieldError>
    </TextField>
  )
}

/** Of the second step of logging in. */
export const OneTimeCode = (field: FieldProps): ReactNode => <Line {...field} inputMode="numeric" autoComplete="one-time-code" />

export function Paragraph({ label, error, rows = 3, className, ...field }: FieldProps & { readonly rows?: number }): ReactNode {
  return (
    <TextField {...field} className={`react-aria-TextField ${className ?? ''}`} isInvalid={error != null} validationBehavior="aria">
      <Label>{label}</Label>
      <TextArea rows={rows} />
      <FieldError>{error}</FieldError>
    </TextField>
  )
}
