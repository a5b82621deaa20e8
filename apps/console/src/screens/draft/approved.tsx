/** What WhatsApp approved, and what fills its places. */
import type { ReactNode } from 'react'
import { Line, Paragraph } from '../../parts/fields'
import { useTexts } from '../../texts'
import { texts } from './texts'

export interface ApprovedTemplate {
  readonly name: string
  readonly parameters: readonly string[]
  readonly text: string
  /** Approved besides, for when one document goes along. */
  readonly withDocument?: string
}

export function Approved({
  approved,
  onChange,
}: {
  readonly approved: ApprovedTemplate
  readonly onChange: (approved: ApprovedTemplate) => void
}): ReactNode {
  const t = useTexts(texts)
  return (
    <fieldset className="pane stack">
      <legend className="hidden-label">WhatsApp</legend>
      <p className="quiet small">{t.whatsappSays}</p>
      <Line label={t.whatsappName} value={approved.name} onChange={(name) => onChange({ ...approved, name })} />
      <Line
        label={t.whatsappWithDocument}
        value={approved.withDocument ?? ''}
        onChange={(name) => onChange(withDocument(approved, name))}
      />
      <Paragraph label={t.whatsappText} rows={4} value={approved.text} onChange={(text) => onChange({ ...approved, text })} />
      <div className="fields">
        {approved.parameters.map((parameter, place) => (
          <Line
            key={place}
            label={t.parameter(place + 1)}
            value={parameter}
            onChange={(value) => onChange({ ...approved, parameters: approved.parameters.map((one, at) => (at === place ? value : one)) })}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Left out when it is empty: then nothing goes along by WhatsApp. */
function withDocument({ withDocument: _, ...approved }: ApprovedTemplate, name: string): ApprovedTemplate {
  return name === '' ? approved : { ...approved, withDocument: name }
}
