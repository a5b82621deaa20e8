/** The id of what one wants to know all about. */
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { Line } from '../../parts/fields'
import { useTexts } from '../../texts'
import { texts } from './texts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function EntityField({ value, onChoose }: { readonly value: string; readonly onChoose: (id: string) => void }): ReactNode {
  const t = useTexts(texts)
  const [text, setText] = useState(value)
  const [isWrong, setWrong] = useState(false)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const isId = ID.test(text.trim())
    setWrong(!isId)
    if (isId) onChoose(text.trim().toLowerCase())
  }
  return (
    <form className="row find" onSubmit={submit} noValidate>
      <Line label={t.entity} value={text} onChange={setText} error={isWrong ? t.notAnId : null} />
      <Button type="submit">{t.find}</Button>
    </form>
  )
}
