/** A window to note what a debtor asked or agreed to, or to act: what to say of it, what the rules would do then, and some seconds to take it back. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDraft, type Draft } from '../../app/draft'
import { useKeys } from '../../app/keys'
import { useOnline } from '../../app/live-bar'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Options } from '../../parts/options'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { Schedule } from '../calls/effect'
import { texts as workTexts } from '../work/texts'
import { ACTS, assumed, begun, firstMissing, instalmentsIn, note, type About, type ActKind, type FieldName, type Form } from './acts'
import { usePart, type Claim, type Debtor, type DirectDebit, type Mandate } from './debtor-api'
import { Fields } from './record-fields'
import { texts } from './record-texts'
import { useForeseen, type Foreseen } from './foreseen'
import { Reminder, useReminder } from './reminder'
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
  const claims = usePart<Page<Claim>>(debtor.id, 'claims?limit=200')
  const debit = usePart<DirectDebit>(debtor.id, 'direct-debit')
  return (
    <Window title={t.title} isOpen onClose={onClose}>
      <Kinds kind={kind} hasMandate={debit.data?.mandate != null} onChange={setKind} />
      {kind !== null && (
        <Shown read={claims} rows={2}>
          {({ items }) => (
            <OneAct
              key={kind}
              kind={kind}
              debtor={debtor}
              open={items.filter(({ state }) => state === 'open')}
              mandate={debit.data?.mandate ?? null}
              onClose={onClose}
            />
          )}
        </Shown>
      )}
    </Window>
  )
}

function Kinds({
  kind,
  hasMandate,
  onChange,
}: {
  readonly kind: ActKind | null
  readonly hasMandate: boolean
  readonly onChange: (kind: ActKind) => void
}): ReactNode {
  const t = useTexts(texts)
  const listed = ACTS.filter((id) => id !== 'collection-day' || hasMandate).map((id, index) => ({
    id,
    text: t.acts[id],
    key: String((index + 1) % 10),
  }))
  useKeys(Object.fromEntries(listed.map(({ id, text, key }) => [key, { does: text, run: () => onChange(id) }])))
  return <Options label={t.what} value={kind ?? ''} options={listed} onChange={(id) => onChange(id as ActKind)} />
}

interface OneActProps {
  readonly kind: ActKind
  readonly debtor: Debtor
  readonly open: readonly Claim[]
  readonly mandate: Mandate | null
  readonly onClose: () => void
}

/** What takes sentences outlives the window; the word is the draft's. */
const DRAFTS: Partial<Record<ActKind, string>> = { rest: 'rest', 'debt-help': 'debthelp', 'hand-over': 'handover' }
const NOTHING_WRITTEN: Draft = { text: '', savedAt: null, write: () => undefined, drop: () => undefined }

function OneAct(act: OneActProps): ReactNode {
  const word = DRAFTS[act.kind]
  return word === undefined ? <Act {...act} written={NOTHING_WRITTEN} /> : <Drafted {...act} word={word} />
}

const Drafted = ({ word, ...act }: OneActProps & { readonly word: string }): ReactNode => (
  <Act {...act} written={useDraft(`${word}.${act.debtor.id}`)} />
)

function Act({ kind, debtor, open, mandate, onClose, written }: OneActProps & { readonly written: Draft }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const isOnline = useOnline()
  const about: About = { path: `${home}/debtors/${debtor.id}`, debtor, open, mandate, note: written.text }
  const [changed, change] = useState<Partial<Form>>({})
  const form: Form = { ...begun(kind, about), ...changed }
  const [missing, setMissing] = useState<FieldName | null>(null)
  const reminder = useReminder(debtor.id, kind === 'reminder' ? form.channel : null)
  const keep = useKeeping(
    debtor.id,
    () => note(kind, form, about, reminder.data?.reminder?.amount ?? null),
    t.noted(t.acts[kind]),
    () => {
      written.drop()
      onClose()
    },
  )
  // What leaves, leaves at a time that was seen; the rest waits for nobody.
  const isOff = kind === 'reminder' && (!isOnline || reminder.data?.reminder == null)
  const save = (): void => {
    const empty = firstMissing(kind, form, written.text)
    setMissing(empty)
    if (empty === null && !keep.isPending && !isOff) keep.mutate()
  }
  useKeys({ Enter: { does: t.save, inText: kind !== 'hand-over', run: save }, 'Control+enter': { does: t.save, inText: true, run: save } })
  return (
    <>
      <Fields
        kind={kind}
        form={form}
        note={written}
        open={open}
        missing={missing}
        onChange={(some) => {
          change((before) => ({ ...before, ...some }))
          setMissing(null)
        }}
      />
      <p className="quiet">{t.effects[kind]}</p>
      {kind === 'reminder' && <Reminder read={reminder} />}
      {!(kind === 'reminder' && reminder.data?.reminder === null) && <Then id={debtor.id} kind={kind} form={form} about={about} />}
      {kind === 'arrangement' && firstMissing(kind, form, written.text) === null && <Schedule terms={instalmentsIn(about, form)} />}
      {keep.error && <Broken fault={keep.error} />}
      <div className="row">
        <Press className="main" isBusy={keep.isPending} isDisabled={isOff} onPress={save}>
          <kbd aria-hidden="true">Enter</kbd>
          {kind === 'reminder' ? t.send : t.save}
        </Press>
        <Button onPress={onClose}>
          <kbd aria-hidden="true">Esc</kbd>
          {t.cancel}
        </Button>
      </div>
    </>
  )
}

/** What comes first as things stand, and after this. */
function Then({
  id,
  kind,
  form,
  about,
}: {
  readonly id: string
  readonly kind: ActKind
  readonly form: Form
  readonly about: About
}): ReactNode {
  const t = useTexts(texts)
  const assume = assumed(kind, form, about)
  const now = useForeseen(id, assume && [])
  const then = useForeseen(id, assume)
  if (assume === null) return null
  if (now.error ?? then.error) return <Shown read={now.error ? now : then}>{() => null}</Shown>
  if (!now.data || !then.data) return null
  return (
    <dl className="facts" aria-live="polite">
      <dt>{t.firstNow}</dt>
      <dd>
        <Firsts foreseen={now.data} from={0} />
      </dd>
      <dt>{kind === 'reminder' ? t.afterIt : t.firstThen}</dt>
      <dd>
        <Firsts foreseen={then.data} from={kind === 'reminder' ? 1 : 0} />
      </dd>
    </dl>
  )
}

/** A contact, a task, a direct debit: whichever there is, each with its day. */
function Firsts({
  foreseen: {
    contacts,
    tasks: [task],
    collections: [collection],
  },
  from,
}: {
  readonly foreseen: Foreseen
  readonly from: number
}): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const { kinds } = useTexts(workTexts)
  const contact = contacts[from]
  if (!contact && !task && !collection) return t.nobody
  return (
    <>
      {contact && (
        <p>
          <When at={contact.at} as="weekday" /> {w.channels[contact.channel]}, {w.phases[contact.phase] ?? contact.phase}
        </p>
      )}
      {task && (
        <p>
          <When at={task.on} as="weekday" /> {t.task}: {kinds[task.kind] ?? task.kind}
        </p>
      )}
      {collection && (
        <p>
          <When at={collection.on} as="weekday" /> {t.collection}
        </p>
      )}
    </>
  )
}
