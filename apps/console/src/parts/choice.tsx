/** One of a few: a select, and buttons of which one is chosen. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'

interface ChoiceProps {
  readonly label: string
  readonly value: string | null
  readonly options: Readonly<Record<string, string>>
  readonly onChange: (value: string) => void
  readonly error?: string | null
  readonly placeholder?: string
  readonly className?: string
  readonly autoFocus?: boolean
}

/** React Aria takes no empty key. */
const NONE = '-'

export function Choice({ label, value, options, onChange, error, placeholder, className, autoFocus }: ChoiceProps): ReactNode {
  return (
    <Select
      className={`react-aria-Select ${className ?? ''}`}
      placeholder={placeholder ?? '…'}
      value={value === '' ? NONE : value}
      autoFocus={autoFocus}
      onChange={(key) => onChange(key === NONE ? '' : String(key))}
      isInvalid={error != null}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <Button>
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <FieldError>{error}</FieldError>
      <Popover>
        <ListBox>
          {Object.entries(options).map(([key, text]) => (
            <ListBoxItem key={key} id={key === '' ? NONE : key} textValue={text}>
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
