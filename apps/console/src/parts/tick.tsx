/** A box that is ticked or not. */
import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox'

export function Tick({
  label,
  isSelected,
  onChange,
}: {
  readonly label: string
  readonly isSelected: boolean
  readonly onChange: (value: boolean) => void
}): ReactNode {
  return (
    <CheckboxField isSelected={isSelected} onChange={onChange}>
      <CheckboxButton>
        <span className="tick" aria-hidden="true">
          {isSelected ? '✓' : ''}
        </span>
        {label}
      </CheckboxButton>
    </CheckboxField>
  )
}
