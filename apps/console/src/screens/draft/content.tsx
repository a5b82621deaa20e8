/** A message as its channel shows it: mail with and without form, an SMS with its parts, what WhatsApp approved, the script of a call. */
import { useState, type ReactNode } from 'react'
import { Chip } from '../../parts/values'
import { Options } from '../../parts/options'
import { useTexts } from '../../texts'
import { texts } from './texts'

export type MessageContent =
  | { readonly channel: 'email'; readonly subject: string; readonly preheader: string; readonly html: string; readonly text: string }
  | { readonly channel: 'sms'; readonly text: string; readonly segments: number }
  | { readonly channel: 'whatsapp'; readonly kind: 'template' | 'text'; readonly template?: string; readonly text: string }
  | { readonly channel: 'letter' | 'call'; readonly text: string }

/** GSM 03.38 with its extension: with any other sign a part holds 70 instead of 160. */
const PLAIN = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/

export function Content({ content }: { readonly content: MessageContent }): ReactNode {
  const t = useTexts(texts)
  switch (content.channel) {
    case 'email':
      return <Mail content={content} />
    case 'sms': {
      const isPlain = PLAIN.test(content.text)
      return (
        <>
          <div className="row">
            <Chip tone={content.segments > 2 ? 'fail' : 'done'}>{t.segments(content.segments)}</Chip>
            <Chip tone={isPlain ? 'done' : 'warn'}>{isPlain ? t.gsm : t.unicode}</Chip>
            <span className="quiet">{t.signs(content.text.length)}</span>
          </div>
          <p className="bubble">{content.text}</p>
        </>
      )
    }
    case 'whatsapp':
      return (
        <>
          <div className="row">
            <Chip tone="plan">{content.kind === 'template' ? t.template(content.template ?? '') : t.freeText}</Chip>
          </div>
          <p className="bubble">{content.text}</p>
        </>
      )
    case 'letter':
      return null
    case 'call':
      return (
        <p className="as-text" tabIndex={0}>
          {content.text}
        </p>
      )
  }
}

function Mail({
  content: { subject, preheader, html, text },
}: {
  readonly content: Extract<MessageContent, { channel: 'email' }>
}): ReactNode {
  const t = useTexts(texts)
  const [form, setForm] = useState('html')
  return (
    <>
      <Options
        label={subject}
        value={form}
        onChange={setForm}
        options={[
          { id: 'html', text: t.asHtml },
          { id: 'text', text: t.asText },
        ]}
      />
      <p className="quiet small">{preheader}</p>
      {form === 'html' ? (
        <iframe className="mail" title={subject} sandbox="" srcDoc={html} />
      ) : (
        <p className="as-text" tabIndex={0}>
          {text}
        </p>
      )}
    </>
  )
}
