/** How a debtor can be reached: each address with what they agreed to, who asked, when and for what, and what they want no more. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Shown } from '../../parts/state'
import { Chip, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { useNames } from '../inbox/inbox-api'
import { usePart, type Consent, type ContactPoint, type OptOut } from './debtor-api'
import { texts } from './texts'

interface ReachProps {
  readonly id: string
  /** Null: another one. */
  readonly onAddress: ((point: ContactPoint | null) => void) | null
}

export function Reach({ id, onAddress }: ReachProps): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const points = usePart<readonly ContactPoint[]>(id, 'contact-points')
  const consents = usePart<readonly Consent[]>(id, 'consents')
  const optOuts = usePart<readonly OptOut[]>(id, 'opt-outs')
  const stopped = new Map((optOuts.data ?? []).map(({ contactPoint, at }) => [contactPoint, at]))
  return (
    <section className="pane" aria-label={t.reach}>
      <h2>{t.reach}</h2>
      <Shown read={points}>
        {(all) => (
          <ul className="stack">
            {all.map((point) => (
              <li key={point.id}>
                <span className="quiet">{w.channels[point.channel]}</span> {addressOf(point)}{' '}
                {!point.usable && <Chip tone="fail">{t.unusable}</Chip>}{' '}
                {stopped.has(point.id) && (
                  <Chip tone="warn">
                    {t.optedOut} <When at={stopped.get(point.id) ?? ''} as="day" />
                  </Chip>
                )}
                {onAddress && (
                  <>
                    {' '}
                    <Button
                      className="bare"
                      aria-label={`${t.changeIt}: ${w.channels[point.channel] ?? ''}`}
                      onPress={() => onAddress(point)}
                    >
                      {t.changeIt}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
      <Shown read={consents} rows={1}>
        {(all) => <Consents all={all} />}
      </Shown>
      {optOuts.error && (
        <Shown read={optOuts} rows={1}>
          {() => null}
        </Shown>
      )}
      {onAddress && (
        <div className="row">
          <Button onPress={() => onAddress(null)}>{t.addIt}</Button>
        </div>
      )}
    </section>
  )
}

function Consents({ all }: { readonly all: readonly Consent[] }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const nameOf = useNames(t.colleague)
  if (all.length === 0) return null
  return (
    <>
      <h3>{t.consent}</h3>
      <ul className="stack">
        {all.map(({ channel, givenOn, withdrawnOn, source, wording, askedBy }) => (
          <li key={channel}>
            <Chip tone={withdrawnOn === null ? 'done' : 'wait'}>
              {w.channels[channel]} {withdrawnOn === null ? t.agreed : t.withdrawn} <When at={withdrawnOn ?? givenOn} as="day" />
            </Chip>
            <p className="quiet small">
              {withdrawnOn !== null && (
                <>
                  {t.agreed} <When at={givenOn} as="day" />.{' '}
                </>
              )}
              {t.askedBy(askedBy === null ? null : nameOf(askedBy), t.sources[source] ?? source)}
              {wording !== null && <> “{wording}”</>}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

const addressOf = ({ address, postalAddress }: ContactPoint): string =>
  address ?? (postalAddress ? `${postalAddress.street} ${postalAddress.houseNumber}, ${postalAddress.postcode} ${postalAddress.city}` : '')
