/** The two acts that cannot be taken back, each with the count that it touches. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../../app/language'
import { Sure } from '../../parts/sure'
import { money, when } from '../../parts/values'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import type { Campaign, Preview } from '../campaigns/views'
import { costOf } from './cost'
import { useProgress } from './progress'
import { texts } from './texts'

interface SureProps {
  readonly campaign: Campaign
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly fault: Error | null
  readonly onClose: () => void
}

export function StartDialog({
  campaign,
  preview,
  onStart,
  ...sure
}: SureProps & { readonly preview: Preview; readonly onStart: () => void }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const count = useWhole()(preview.enrolled)
  const { least, most } = costOf(preview)
  return (
    <Sure {...sure} title={t.startTitle(campaign.name)} yes={t.startSure(count)} onYes={onStart}>
      <p>{t.startSays(count, t.range(money(least, language), money(most, language)))}</p>
      {Date.parse(campaign.startsAt) > Date.parse(preview.asOf) && <p>{t.startFrom(when(campaign.startsAt, 'moment', language))}</p>}
    </Sure>
  )
}

export function StopDialog({ campaign, onStop, ...sure }: SureProps & { readonly onStop: () => void }): ReactNode {
  const t = useTexts(texts)
  const count = useProgress(campaign).taking ?? '…'
  return (
    <Sure {...sure} title={t.stopTitle(campaign.name)} yes={t.stopSure(count)} onYes={onStop}>
      <p>{t.stopSays(count)}</p>
    </Sure>
  )
}
