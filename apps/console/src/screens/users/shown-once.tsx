/** A secret that stands on the screen once: to be selected, or copied where the browser allows that. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { useTexts } from '../../texts'
import { texts } from './texts'

export function ShownOnce({ label, secret }: { readonly label: string; readonly secret: string }): ReactNode {
  const t = useTexts(texts)
  const [isCopied, setCopied] = useState(false)
  const copy = (): void =>
    void navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <div className="stack">
      <TextField value={secret} isReadOnly autoFocus onFocus={({ target }) => target.select()}>
        <Label>{label}</Label>
        <Input />
      </TextField>
      {/* Over plain HTTP in a LAN there is no clipboard. */}
      {isSecureContext && (
        <div className="row">
          <Button onPress={copy}>{t.copy}</Button>
          <span role="status">{isCopied ? t.copied : ''}</span>
        </div>
      )}
    </div>
  )
}
