/** A window to note what a debtor asked or agreed to: what to say of it, what the rules would do then, and ten seconds to take it back. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { ACTS, assumed, begun, firstMissing, note, type About, type ActKind, type FieldName, type Form } from './acts'
import { usePart, type Claim, type Debtor } from './debtor-api'
import { Fields } from './record-fields'
import { texts } from './record-texts'
import { useForeseen } from './foreseen'
import { useKeeping } from './use-keeping'
import type { Page } from '../../parts/rows'

interface RecordProps {
  readonly debtor: Debtor
  readonly first: ActKind | null
  readonly onClose: () => void
}

export function Record({ debtor, first, onClose }: RecordProps): ReactNode {
  const t = useTexts(texts)
  const [kind, setKind] = useState(first)
  return (
    <Window title={t.title} isOpen onClose={onClose}>
      <Kinds kind={kind} onChange={setKind} />
      {kind !== null && <OneAct key={kind} kind={kind} debtor={debtor} onClose={onClose} />}
    </Window>
  )
}

function Kinds({ kind, onChange }: { readonly kind: ActKind | null; readonly onChange: (kind: ActKind) => void }): ReactNode {
  const t = useTexts(texts)
  const listed = ACTS.map((id, index) => ({ id, text: t.acts[id], key: String(index + 1) }))
  useKeys(Object.fromEntries(listed.map(({ id, text, key }) => [key, { does: text, run: () => onChange(id) }])))
  return <Options label={t.what} value={kind ?? ''} options={listed} onChange={(id) => onChange(id as ActKind)} />
}

function OneAct({ kind, debtor, onClose }: { readonly kind: ActKind; readonly debtor: Debtor; readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const claims = usePart<Page<Claim>>(debtor.id, 'claims?limit=200')
  const about: About = { path: `${home}/debtors/${debtor.id}`, debtor, open: (claims.data?.items ?? []).filter(({ state }) => state === 'open') }
  const [changed, change] = useState<Partial<Form>>({})
  const form: Form = { ...begun(about), ...changed }
  const [missing, setMissing] = useState<FieldName | null>(null)
  const keep = useKeeping(debtor.id, () => note(kind, form, about), t.noted(t.acts[kind]), onClose)
  const save = (): void => {
    const empty = firstMissing(kind, form)
    setMissing(empty)
    if (empty === null && !keep.isPending) keep.mutate()
  }
  useKeys({ Enter: { does: t.save, inText: true, run: save }, 'Control+enter': { does: t.save, inText: true, run: save } })
  return (
    <>
      <Fields kind={kind} form={form} open={about.open} missing={missing} onChange={(some) => { change((before) => ({ ...before, ...some })); setMissing(null) }} />
      <p className="quiet">{t.effects[kind]}</p>
      <Then id={debtor.id} kind={kind} form={form} about={about} />
      {keep.error && <Broken fault={keep.error} />}
      <div className="row"><Press className="main" isBusy={keep.isPending} onPress={save}><kbd aria-hidden="true">Enter</kbd>{t.save}</Press><Button onPress={onClose}><kbd aria-hidden="true">Esc</kbd>{t.cancel}</Button></div>
    </>
  )
}

/** The first contact as things stand, and after this. */
function Then({ id, kind, form, about }: { readonly id: string; readonly kind: ActKind; readonly form: Form; readonly about: About }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const assume = assumed(kind, form, about)
  const now = useForeseen(id, assume && [])
  const then = useForeseen(id, assume)
  if (!now.data || !then.data || assume === null) return null
  const first = ({ contacts: [one] }: typeof now.data): ReactNode => (one ? <><When at={one.at} as="weekday" /> {w.channels[one.channel]}, {w.phases[one.phase] ?? one.phase}</> : t.nobody)
  return <dl className="facts" aria-live="polite"><dt>{t.firstNow}</dt><dd>{first(now.data)}</dd><dt>{t.firstThen}</dt><dd>{first(then.data)}</dd></dl>
}
