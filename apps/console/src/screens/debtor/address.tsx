/** A window to put an address or a number right, or to add one: what proved wrong is usable again once it is changed. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask, askFully } from '../../api/http'
import { Problem } from '../../api/problem'
import { asPhone } from '../../app/find-debtors'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { offerUndo } from '../../app/undo'
import { Choice } from '../../parts/choice'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts } from './address-texts'
import { debtorKey, type ContactPoint, type Debtor, type PostalAddress } from './debtor-api'

const UNDO_MS = 10_000
const POSTAL = ['name', 'street', 'houseNumber', 'postcode', 'city'] as const

interface AddressProps {
  readonly debtor: Debtor
  /** Null: another one. */
  readonly point: ContactPoint | null
  readonly onClose: () => void
}

type Given = Pick<ContactPoint, 'address' | 'postalAddress'>
const bodyOf = ({ address, postalAddress }: Given): object => (postalAddress ? { postalAddress } : { address })

/** What stands there is read just before: only the same is changed, and it can be put back. */
async function put(path: string, next: Given): Promise<Given> {
  const { body, etag } = await askFully<ContactPoint>(path)
  await ask(path, { method: 'PATCH', body: bodyOf(next), ifMatch: etag ?? '' })
  return body
}

async function add(path: string, channel: string, given: Given): Promise<() => Promise<unknown>> {
  const { id } = await ask<{ id: string }>(path, { method: 'POST', body: { channel, ...bodyOf(given) } })
  return async () => ask(`${path}/${id}`, { method: 'DELETE', ifMatch: (await askFully(`${path}/${id}`)).etag ?? '' })
}

export function Address({ debtor, point, onClose }: AddressProps): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const { home } = useSession()
  const client = useQueryClient()
  const [channel, setChannel] = useState(point?.channel ?? 'email')
  const [line, setLine] = useState(point?.address ?? '')
  const [postal, setPostal] = useState<PostalAddress>({ name: debtor.name ?? '', street: '', houseNumber: '', postcode: '', city: '', country: 'NL', ...point?.postalAddress })
  const path = `${home}/debtors/${debtor.id}/contact-points`
  const given: Given = channel === 'letter' ? { address: null, postalAddress: { ...postal, postcode: postal.postcode.trim().toUpperCase() } } : { address: channel === 'email' ? line.trim() : asPhone(line) ?? line.trim(), postalAddress: null }
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: debtorKey(home, debtor.id) })
  const keep = useMutation({
    mutationFn: async (): Promise<() => Promise<unknown>> => {
      if (!point) return add(path, channel, given)
      const before = await put(`${path}/${point.id}`, given)
      return () => put(`${path}/${point.id}`, before)
    },
    onSuccess: (undo) => {
      offerUndo({ says: t.kept(channels[channel] ?? channel), until: Date.now() + UNDO_MS, undo: () => undo().finally(() => void reread()) })
      onClose()
    },
    onSettled: reread,
  })
  const save = (): void => {
    if (!keep.isPending) keep.mutate()
  }
  const said = (field: string): string | null => (keep.error instanceof Problem && keep.error.errors.some(({ pointer }) => pointer.endsWith(`/${field}`)) ? t.missing[field] ?? t.missing.address ?? null : null)
  return (
    <Window title={point ? t.change(channels[point.channel] ?? '') : t.add} isOpen onClose={onClose}>
      <Enter does={t.save} run={save} />
      {!point && <Choice label={t.channel} value={channel} options={channels} onChange={setChannel} autoFocus />}
      {channel === 'letter'
        ? POSTAL.map((field) => <Line key={field} label={t.fields[field]} value={postal[field]} onChange={(text) => setPostal((before) => ({ ...before, [field]: text }))} error={said(field)} autoFocus={point !== null && field === 'street'} />)
        : <Line label={t.fields[channel === 'email' ? 'email' : 'phone']} type={channel === 'email' ? 'email' : 'tel'} value={line} onChange={setLine} error={said('address')} autoFocus={point !== null} />}
      <p className="quiet">{t.effect}</p>
      {keep.error && !(keep.error instanceof Problem && keep.error.errors.length > 0) && <Broken fault={keep.error} />}
      <div className="row"><Press className="main" isBusy={keep.isPending} onPress={save}><kbd aria-hidden="true">Enter</kbd>{t.save}</Press><Button onPress={onClose}><kbd aria-hidden="true">Esc</kbd>{t.cancel}</Button></div>
    </Window>
  )
}

/** Within the window, where its keys belong. */
function Enter({ does, run }: { readonly does: string; readonly run: () => void }): ReactNode {
  useKeys({ Enter: { does, inText: true, run } })
  return null
}
