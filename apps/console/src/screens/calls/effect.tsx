/** What follows from an outcome, as the server would do it now; said before it is saved. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { dayFromNow, money, when } from '../../parts/values'
import { useTexts } from '../../texts'
import { useProspect } from './ahead-api'
import { useDeskWords, type Card } from './calls-api'
import { agreedOn, firstMissing, isBeyond, type Form, type Term } from './outcomes'
import { texts } from './outcome-texts'

export function Effect({ form, card }: { readonly form: Form; readonly card: Card }): ReactNode {
  const t = useTexts(texts)
  if (form.kind === null) return null
  if (form.kind === 'no-answer') return <NextTry card={card} />
  const effects: Readonly<Partial<Record<string, string>>> = t.effects
  return (
    <>
      <p className="quiet">{effects[form.kind]}</p>
      {form.kind === 'arrangement' && isDated(form) && <Schedule terms={agreedOn(form, card)} />}
    </>
  )
}

/** Whether its instalments can be told: a reason may follow. */
function isDated(form: Form): boolean {
  const missing = firstMissing({ ...form, reason: 'other' }, '')
  return missing !== 'terms' && missing !== 'day'
}

function NextTry({ card }: { readonly card: Card }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const { data } = useProspect(card)
  if (!data) return null
  const { nextTry } = data
  return (
    <p className="quiet" role="status">
      {nextTry ? t.nextTry(nextTry.number, nextTry.of, when(nextTry.at, 'moment', language)) : t.noTry}
    </p>
  )
}

/** Long ones by their first and last. */
const SHOWN = 6

export function Schedule({ terms }: { readonly terms: readonly Term[] }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const limits = useDeskWords().data
  const said = ({ dueOn, amount }: Term): string => `${when(dueOn, 'weekday', language)} ${money(amount, language)}`
  const last = terms.at(-1)
  const shown = terms.length > SHOWN && last ? [...terms.slice(0, 2).map(said), '…', said(last)] : terms.map(said)
  return (
    <>
      <p className="quiet">
        {t.schedule}: {shown.join(', ')}
      </p>
      {limits && isBeyond(terms, limits) && (
        <p className="bar warn" role="status">
          ▲ {t.proposal(when(dayFromNow(limits.proposalDays), 'weekday', language))}
        </p>
      )}
    </>
  )
}
