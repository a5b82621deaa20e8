/** How a message reads, to the debtors that it is tried on, over its own channel and over the others of its phase. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode, type Ref } from 'react'
import { ask } from '../../api/http'
import { Problem } from '../../api/problem'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { Options } from '../../parts/options'
import { Shown } from '../../parts/state'
import { Tick } from '../../parts/tick'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { Pdf } from '../letter-batch/pdf'
import { Content, type MessageContent } from './content'
import { texts } from './texts'

interface PreviewProps {
  /** Behind the creditor's own path: of a draft or of a version. */
  readonly path: string
  readonly saves: number
  readonly own: string
  readonly isDraft?: boolean
  readonly paneRef?: Ref<HTMLElement>
}

export function PreviewPane({ path, saves, own, isDraft = false, paneRef }: PreviewProps): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const { home } = useSession()
  const [chosen, choose] = useState('')
  const [kind, setKind] = useState('consumer')
  const [several, setSeveral] = useState(false)
  const [windowOpen, setWindowOpen] = useState(false)
  const channel = chosen === '' ? own : chosen
  const asked = new URLSearchParams({
    kind,
    channel,
    ...(several && { several: 'true' }),
    ...(windowOpen && { windowOpen: 'true' }),
  }).toString()
  const read = useQuery({
    queryKey: [home, path, 'preview', asked, channel === own ? saves : 0],
    enabled: own !== '',
    queryFn: ({ signal }) => ask<{ readonly content: MessageContent }>(`${home}/${path}/preview?${asked}`, { signal }),
    placeholderData: keepPreviousData,
  })
  const isNone = read.error instanceof Problem && read.error.code === 'no-preview'
  return (
    <section className="pane stack preview" aria-label={t.preview} tabIndex={-1} ref={paneRef}>
      <h2>{t.preview}</h2>
      <Options
        label={t.channel}
        value={channel}
        onChange={choose}
        options={['email', 'sms', 'whatsapp', 'letter', 'call'].map((id) => ({
          id,
          text: `${channels[id] ?? id}${isDraft && id === own ? ` (${t.draftHere})` : ''}`,
        }))}
      />
      <div className="row">
        <Choice className="inline" label={t.to} value={kind} onChange={setKind} options={t.kinds} />
        <Tick label={t.several} isSelected={several} onChange={setSeveral} />
        {channel === 'whatsapp' && <Tick label={t.windowOpen} isSelected={windowOpen} onChange={setWindowOpen} />}
      </div>
      {isNone ? (
        <p className="quiet">{channel === own ? t.noPreview : t.noneThere}</p>
      ) : (
        <Shown read={read}>{({ content }) => <Content content={content} />}</Shown>
      )}
      {channel === 'letter' && !isNone && (
        <div className="sheet">
          <Pdf key={`${asked} ${saves}`} path={`${home}/${path}/letter?${asked}`} />
        </div>
      )}
    </section>
  )
}
