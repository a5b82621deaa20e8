/** One of several in sight, each with its own key: a group of buttons of which one is chosen. */
import type { ReactNode, Ref } from 'react'
import { Press } from './press'

interface OptionsProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly id: string; readonly text: string; readonly key?: string; readonly isDisabled?: boolean }[]
  readonly onChange: (id: string) => void
  /** What was chosen is under way: nothing else is chosen meanwhile. */
  readonly isBusy?: boolean
  readonly error?: string | null
  readonly groupRef?: Ref<HTMLFieldSetElement>
}

export function Options({ label, value, options, onChange, isBusy = false, error, groupRef }: OptionsProps): ReactNode {
  return (
    <fieldset ref={groupRef} className="options" aria-invalid={error != null || undefined} tabIndex={-1}>
      <legend>{label}</legend>
      <div className="row">
        {options.map(({ id, text, key, isDisabled }) => (
          <Press
            key={id}
            className={id === value ? 'chosen' : ''}
            aria-pressed={id === value}
            isDisabled={isDisabled}
            isBusy={isBusy}
            onPress={() => onChange(id)}
          >
            {key !== undefined && <kbd aria-hidden="true">{key}</kbd>}
            {text}
          </Press>
        ))}
      </div>
      {error != null && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
