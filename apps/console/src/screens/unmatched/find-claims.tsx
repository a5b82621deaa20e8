/** Finding what nothing matched: by name, number or invoice of the debtor. */
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { texts } from './texts'
import { findClaims, type Candidate } from './unmatched-api'

const SHORTEST = 2

export function FindClaims({ onFound }: { readonly onFound: (claims: readonly Candidate[]) => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const [text, setText] = useState('')
  const find = useMutation({ mutationFn: () => findClaims(home, text.trim()), onSuccess: onFound })
  return (
    <>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim().length >= SHORTEST) find.mutate()
        }}
      >
        <Line label={t.find} value={text} onChange={setText} />
        <Button type="submit">{t.search}</Button>
      </form>
      {find.data?.length === 0 && (
        <p className="quiet" role="status">
          {t.foundNone}
        </p>
      )}
      {find.error && <Broken fault={find.error} />}
    </>
  )
}
