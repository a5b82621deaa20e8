/** The editor of a template: its text with what is wrong beside the lines, and how it reads over every channel. */
import { useRef, type ReactNode } from 'react'
import { useKeys } from '../../app/keys'
import { Line } from '../../parts/fields'
import { useTexts } from '../../texts'
import { Findings } from '../editors/findings'
import { WRITING, type Finding } from '../editors/views'
import { useSession } from '../../app/session'
import { Approved, type ApprovedTemplate } from './approved'
import { Manuscript, type ManuscriptHandle } from './manuscript'
import { PreviewPane } from './preview'
import { texts } from './texts'
import type { Writing } from './use-writing'

interface EditorProps {
  readonly writing: Writing
  readonly findings: readonly Finding[]
}

export function TemplateEditor({ writing, findings }: EditorProps): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const isReadOnly = !WRITING.includes(role)
  const manuscript = useRef<ManuscriptHandle>(null)
  const preview = useRef<HTMLElement>(null)
  const { definition, write } = writing
  const text = (field: string): string => (typeof definition[field] === 'string' ? definition[field] : '')
  const set =
    (field: string) =>
    (value: string): void =>
      write({ ...definition, [field]: value })
  const ofField = (field: string): string | null =>
    findings.find((one) => one.field === field && one.code === 'does-not-fit')?.detail ?? null
  useKeys({ v: { does: t.keys.preview, run: () => preview.current?.focus() } })
  return (
    <div className="writing">
      <div className="stack">
        <fieldset className="stack" disabled={isReadOnly}>
          <legend className="hidden-label">{writing.draft.name}</legend>
          {typeof definition['pickedAs'] === 'string' && (
            <Line label={t.pickedAs} value={definition['pickedAs']} onChange={set('pickedAs')} error={ofField('pickedAs')} />
          )}
          {'subject' in definition && definition.subject !== null && (
            <Line label={t.subject} value={text('subject')} onChange={set('subject')} error={ofField('subject')} />
          )}
          {'preheader' in definition && definition.preheader !== null && (
            <Line label={t.preheader} value={text('preheader')} onChange={set('preheader')} error={ofField('preheader')} />
          )}
          {isApproved(definition.whatsapp) && (
            <Approved approved={definition.whatsapp} onChange={(whatsapp) => write({ ...definition, whatsapp })} />
          )}
        </fieldset>
        <Findings findings={findings} onGo={({ field, line }) => field === 'body' && line !== null && manuscript.current?.goTo(line)} />
        <Manuscript
          label={t.body}
          text={text('body')}
          findings={findings.filter((one) => one.field === 'body')}
          onChange={set('body')}
          isReadOnly={isReadOnly}
          ref={manuscript}
        />
      </div>
      <PreviewPane
        path={`configuration-drafts/${writing.draft.id}`}
        saves={writing.saves}
        own={text('channel')}
        isDraft
        paneRef={preview}
      />
    </div>
  )
}

const isApproved = (value: unknown): value is ApprovedTemplate =>
  typeof value === 'object' &&
  value !== null &&
  'parameters' in value &&
  Array.isArray(value.parameters) &&
  'text' in value &&
  'name' in value
