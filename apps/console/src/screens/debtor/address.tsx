/** A window to put an address or a number right, or to add one: what proved wrong is usable again once it is changed. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask, changeAsRead } from '../../api/http'
import { Problem } from '../../api/problem'
import { asPhone } from '../../app/find-debtors'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { Window } from '../../parts/dialog'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import type { Undo } from './acts'
import { texts } from './address-texts'
import type { ContactPoint, Debtor, PostalAddress } from './debtor-api'
import { useKeeping } from './use-keeping'

const POSTAL = ['name', 'street', 'houseNumber', 'postcode', 'city'] as const

interface AddressProps {
  readonly debtor: Debtor
  /** Null: another one. */
  readonly point: ContactPoint | null
  readonly onClose: () => void
}

type Given = Pick<ContactPoint, 'address' | 'postalAddress'>
const bodyOf = ({ address, postalAddress }: Given): object => (postalAddress ? { postalAddress } : { address })

async function put(path: string, next: Given): Promise<Undo> {
  const before = await changeAsRead<ContactPoint>(path, { method: 'PATCH', body: bodyOf(next) })
  return { undo: () => changeAsRead(path, { method: 'PATCH', body: bodyOf(before) }) }
}

async function add(path: string, channel: string, given: Given): Promise<Undo> {
  const { id } = await ask<{ id: string }>(path, { method: 'POST', body: { channel, ...bodyOf(given) } })
  return { undo: () => changeAsRead(`${path}/${id}`, { method: 'DELETE' }) }
}

export function Address({ debtor, point, onClose }: AddressProps): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const { home } = useSession()
  const [channel, setChannel] = useState(point?.channel ?? 'email')
  const [line, setLine] = useState(point?.address ?? '')
  const [postal, setPostal] = useState<PostalAddress>({
    name: debtor.name ?? '',
    street: '',
    houseNumber: '',
    postcode: '',
    city: '',
    country: 'NL',
    ...point?.postalAddress,
  })
  const path = `${home}/debtors/${debtor.id}/contact-points`
  const given: Given =
    channel === 'letter'
      ? { address: null, postalAddress: { ...postal, postcode: postal.postcode.trim().toUpperCase() } }
      : { address: channel === 'email' ? line.trim() : (asPhone(line) ?? line.trim()), postalAddress: null }
  const keep = useKeeping(
    debtor.id,
    () => (point ? put(`${path}/${point.id}`, given) : add(path, channel, given)),
    t.kept(channels[channel] ?? channel),
    onClose,
  )
  const save = (): void => {
    if (!keep.isPending) keep.mutate()
  }
  const said = (field: string): string | null =>
    keep.error instanceof Problem && keep.error.errors.some(({ pointer }) => pointer.endsWith(`/${field}`))
      ? (t.missing[field] ?? t.missing.address ?? null)
      : null
  return (
    <Window
      title={point ? t.change(channels[point.channel] ?? '') : t.add}
      isOpen
      onClose={onClose}
      keys={{ Enter: { does: t.save, inText: true, run: save } }}
    >
      {!point && <Choice label={t.channel} value={channel} options={channels} onChange={setChannel} autoFocus />}
      {channel === 'letter' ? (
        POSTAL.map((field) => (
          <Line
            key={field}
            label={t.fields[field]}
            value={postal[field]}
            onChange={(text) => setPostal((before) => ({ ...before, [field]: text }))}
            error={said(field)}
            autoFocus={point !== null && field === 'street'}
          />
        ))
      ) : (
        <Line
          label={t.fields[channel === 'email' ? 'email' : 'phone']}
          type={channel === 'email' ? 'email' : 'tel'}
          value={line}
          onChange={setLine}
          error={said('address')}
          autoFocus={point !== null}
        />
      )}
      <p className="quiet">{t.effect}</p>
      {keep.error && !(keep.error instanceof Problem && keep.error.errors.length > 0) && <Broken fault={keep.error} />}
      <div className="row">
        <Press className="main" isBusy={keep.isPending} onPress={save}>
          <kbd aria-hidden="true">Enter</kbd>
          {t.save}
        </Press>
        <Button onPress={onClose}>
          <kbd aria-hidden="true">Esc</kbd>
          {t.cancel}
        </Button>
      </div>
    </Window>
  )
}
