/** An invoice that was not received: which one, to what address, and what follows; the same on the phone and in the inbox. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { Options } from '../../parts/options'
import { when } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { Address } from './address'
import { texts } from './copies-texts'
import { usePart, type Claim, type ContactPoint, type Debtor } from './debtor-api'

interface Copies {
  readonly claims: readonly { readonly claim: string; readonly why: string | null; readonly payBy: string | null }[]
}
export interface Missed {
  /** Empty: all that it was about. */
  readonly claim: string
  readonly isAddressRight: boolean
}
interface MissedProps {
  readonly debtor: string
  readonly claims: readonly Pick<Claim, 'id' | 'reference' | 'invoiceNumber'>[]
  readonly missed: Missed
  readonly onChange: (changed: Partial<Missed>) => void
}

export function MissedInvoice({ debtor, claims, missed, onChange }: MissedProps): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      {claims.length > 1 && (
        <Choice
          className="field-claim"
          label={t.claim}
          value={missed.claim}
          onChange={(claim) => onChange({ claim })}
          options={{ '': t.all, ...Object.fromEntries(claims.map(({ id, reference, invoiceNumber }) => [id, invoiceNumber ?? reference])) }}
        />
      )}
      <Addresses debtor={debtor} />
      <div className="field-detail">
        <Options
          label={t.address}
          value={missed.isAddressRight ? 'right' : 'wrong'}
          onChange={(address) => onChange({ isAddressRight: address === 'right' })}
          options={[
            { id: 'right', text: t.right },
            { id: 'wrong', text: t.wrong },
          ]}
        />
      </div>
      <Follows debtor={debtor} missed={missed} />
    </>
  )
}

const CARRIES_INVOICES = ['email', 'letter']

/** Read to them, and put right while they are there. */
function Addresses({ debtor }: { readonly debtor: string }): ReactNode {
  const t = useTexts(texts)
  const { channels } = useTexts(words)
  const points = usePart<readonly ContactPoint[]>(debtor, 'contact-points')
  const owing = usePart<Debtor>(debtor, '')
  const [mending, setMending] = useState<ContactPoint | null>(null)
  const shown = points.data?.filter(({ channel }) => CARRIES_INVOICES.includes(channel)) ?? []
  return (
    <>
      <ul className="stack" aria-label={t.address}>
        {shown.map((point) => (
          <li key={point.id} className="row">
            <span>
              {channels[point.channel]}: {point.address ?? lineOf(point)}
              {!point.usable && ` (${t.unusable})`}
            </span>
            <Button className="bare" aria-label={`${t.mend}: ${channels[point.channel] ?? ''}`} onPress={() => setMending(point)}>
              {t.mend}
            </Button>
          </li>
        ))}
      </ul>
      {mending && owing.data && <Address debtor={owing.data} point={mending} onClose={() => setMending(null)} />}
    </>
  )
}

const lineOf = ({ postalAddress }: ContactPoint): string =>
  postalAddress ? `${postalAddress.street} ${postalAddress.houseNumber}, ${postalAddress.postcode} ${postalAddress.city}` : ''

/** As the server would do it now. */
function Follows({ debtor, missed: { claim, isAddressRight } }: { readonly debtor: string; readonly missed: Missed }): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const { data } = usePart<Copies>(debtor, 'invoice-copies')
  if (!data) return null
  const meant = data.claims.filter((one) => claim === '' || one.claim === claim)
  const payBy = meant
    .flatMap((one) => one.payBy ?? [])
    .sort()
    .at(-1)
  const why = meant.find((one) => one.why !== null)?.why ?? 'closed'
  const says =
    payBy === undefined
      ? why === 'asked-already'
        ? t.goesAlready
        : t.person(t.whys[why] ?? why)
      : isAddressRight
        ? t.goes(when(payBy, 'weekday', language))
        : t.addressFirst
  return (
    <p className="quiet" role="status">
      {says}
    </p>
  )
}
