/** A letter that was damaged is printed again, alone and as the same letter; asked first, since paper cannot be called back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useSession } from '../../app/session'
import { Sure } from '../../parts/sure'
import { useTexts } from '../../texts'
import { texts } from '../letters/texts'
import type { Letter } from '../letters/views'

export function Reprint({ batch, letter }: { readonly batch: string; readonly letter: Letter }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const again = useMutation({
    mutationFn: () =>
      ask<{ readonly batch: string | null }>(`${home}/letter-batches/${batch}/letters/${letter.id}/reprint`, { method: 'POST', body: {} }),
    onSuccess: async (made) => {
      setOpen(false)
      await Promise.all(
        [
          [home, 'batches'],
          [home, 'batch'],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      )
      if (made.batch !== null) await navigate({ to: '/letters/$id', params: { id: made.batch } })
    },
  })
  // Its legal term would be short by now, so that it is decided and made anew.
  if (again.data?.batch === null)
    return (
      <p role="status" className="quiet small">
        {t.madeAnew}
      </p>
    )
  return (
    <>
      <Button className="bare" aria-label={`${t.printAgain}: ${letter.debtorReference}`} onPress={() => setOpen(true)}>
        {t.printAgain}
      </Button>
      <Sure
        title={t.printAgainTitle(letter.debtorReference)}
        yes={t.printAgain}
        isOpen={isOpen}
        isBusy={again.isPending}
        fault={inWords(again.error, t.refused)}
        onYes={() => again.mutate()}
        onClose={() => setOpen(false)}
      >
        <p>{t.printAgainSays}</p>
      </Sure>
    </>
  )
}
