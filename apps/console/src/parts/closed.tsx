/** A debtor whose debts are not shown yet: somebody is on the line and says who they are, or one says why one looks with nobody there. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask } from '../api/http'
import { Problem } from '../api/problem'
import { useKeys } from '../app/keys'
import { useSession } from '../app/session'
import { useTexts } from '../texts'
import { Options } from './options'
import { Press } from './press'
import { Broken } from './state'

const REASONS = ['message', 'task', 'correction', 'colleague'] as const
const nl = {
  title: 'Eerst: wie heeft u aan de lijn?',
  hint: 'Wat iemand schuldig is, ziet u na de controle. Die doet u in het gesprek.',
  callsIn: 'Deze klant belt nu',
  alone: 'Niemand aan de lijn: waarom kijkt u?',
  noted: 'Uw reden komt in het logboek; het dossier is een half uur open.',
  reasons: { message: 'Een bericht', task: 'Een taak', correction: 'Een correctie', colleague: 'Vraag van een collega' },
}
const en = {
  title: 'First: who is on the line?',
  hint: 'You see what somebody owes after the check, which you do in the call.',
  callsIn: 'This customer is calling',
  alone: 'Nobody on the line: why do you look?',
  noted: 'Your reason goes into the audit; the file is open for half an hour.',
  reasons: { message: 'A message', task: 'A task', correction: 'A correction', colleague: "A colleague's question" },
} satisfies typeof nl

export const isClosed = (fault: Error | null): boolean => fault instanceof Problem && fault.code === 'identity-first'

export function Closed({ debtor }: { readonly debtor: string }): ReactNode {
  const t = useTexts({ nl, en })
  const { home } = useSession()
  const client = useQueryClient()
  const open = useMutation({
    mutationFn: (reason: string) => ask(`${home}/debtors/${debtor}/opening`, { method: 'POST', body: { reason } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [home] }),
  })
  return (
    <section className="pane stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>{t.hint}</p>
      <div className="row">
        <CallsIn debtor={debtor} isMain />
      </div>
      <Options
        label={t.alone}
        value=""
        isBusy={open.isPending}
        onChange={(reason) => open.mutate(reason)}
        options={REASONS.map((id) => ({ id, text: t.reasons[id] }))}
      />
      <p className="quiet small">{t.noted}</p>
      {open.error && <Broken fault={open.error} />}
    </section>
  )
}

/** The call goes on where all calls are held. */
export function CallsIn({ debtor, isMain = false }: { readonly debtor: string; readonly isMain?: boolean }): ReactNode {
  const t = useTexts({ nl, en })
  const { home } = useSession()
  const navigate = useNavigate()
  const take = useMutation({
    mutationFn: () => ask(`${home}/debtors/${debtor}/called-in`, { method: 'POST', body: {} }),
    onSuccess: () => navigate({ to: '/calls', search: { own: '1' } }),
  })
  useKeys({ c: { does: t.callsIn, run: () => !take.isPending && take.mutate() } })
  return (
    <>
      <Press className={isMain ? 'main' : ''} isBusy={take.isPending} onPress={() => take.mutate()}>
        <kbd aria-hidden="true">c</kbd>
        {t.callsIn}
      </Press>
      {take.error && <Broken fault={take.error} />}
    </>
  )
}
