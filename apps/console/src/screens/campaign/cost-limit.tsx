/** What a campaign may cost and has cost; the limit can be changed while it runs. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { money } from '../../parts/values'
import { useTexts } from '../../texts'
import { euroOf } from '../campaigns/euro'
import { STEERING, type Campaign, type Preview } from '../campaigns/views'
import { costOf } from './cost'
import { useProgress } from './progress'
import { texts } from './texts'

export function CostLimit({ campaign, preview }: { readonly campaign: Campaign; readonly preview: Preview | null }): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const language = useSessionLanguage()
  const { cost } = useProgress(campaign)
  const [isOpen, setOpen] = useState(false)
  const { costLimit, state } = campaign
  const mayChange = STEERING.includes(role) && state !== 'stopped' && state !== 'finished'
  const limit = costLimit === null ? t.noLimit : money(costLimit, language)
  const most = preview === null ? null : costOf(preview).most
  return (
    <section className="stack">
      <div className="row">
        <span>
          {t.limit}: <strong>{cost === null ? limit : t.soFar(money(cost, language), limit)}</strong>
        </span>
        {mayChange && !isOpen && <Button onPress={() => setOpen(true)}>{t.limitSet}</Button>}
      </div>
      {isOpen && <Edit campaign={campaign} onDone={() => setOpen(false)} />}
      {costLimit !== null && most !== null && Number(most) > Number(costLimit) && (
        <p className="bar warn">{t.overLimit(money(most, language), limit)}</p>
      )}
    </section>
  )
}

function Edit({ campaign: { id, costLimit }, onDone }: { readonly campaign: Campaign; readonly onDone: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const language = useSessionLanguage()
  const client = useQueryClient()
  const [text, setText] = useState(costLimit === null ? '' : language === 'nl' ? costLimit.replace('.', ',') : costLimit)
  const [isTried, setTried] = useState(false)
  const wrong = text.trim() !== '' && euroOf(text) === null
  const save = useMutation({
    mutationFn: () => ask<Campaign>(`${home}/campaigns/${id}/cost-limit`, { method: 'PUT', body: { costLimit: euroOf(text) } }),
    onSuccess: () => {
      onDone()
      return client.invalidateQueries({ queryKey: [home, 'campaign', id] })
    },
  })
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!wrong && !save.isPending) save.mutate()
  }
  return (
    <form className="stack narrow" onSubmit={send}>
      <Line
        label={t.limitField}
        value={text}
        onChange={setText}
        inputMode="decimal"
        autoFocus
        error={isTried && wrong ? t.limitWrong : null}
      />
      <p className="quiet small">{t.limitHelp}</p>
      {save.error && <Broken fault={save.error} />}
      <div className="row">
        <Press type="submit" className="main" isBusy={save.isPending}>
          {t.limitSave}
        </Press>
        <Button onPress={onDone}>{t.limitLeave}</Button>
      </div>
    </form>
  )
}
