/** A button whose act is under way: it keeps the focus, says that it waits, and does nothing twice. */
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'

export function Press({ isBusy = false, onPress, ...button }: ButtonProps & { readonly isBusy?: boolean }): ReactNode {
  return <Button {...button} aria-disabled={isBusy || undefined} onPress={(event) => !isBusy && onPress?.(event)} />
}
