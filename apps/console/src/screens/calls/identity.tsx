/** Who is on the line: the agent asks, the debtor tells; the server keeps what is owed until it is right. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useKeys } from '../../app/keys'
import { Tick } from '../../parts/tick'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import type { Card } from './calls-api'
import { texts } from './texts'
import type { Call } from './use-call'

type Method = 'postcode-and-number' | 'birth-date' | 'customer-number' | 'name-and-function'

export function IdentityPane({ card, call, isOver }: { readonly card: Card; readonly call: Call; readonly isOver: boolean }): ReactNode {
  const t = useTexts(texts)
  const [right, setRight] = useState<readonly Method[]>([])
  const [isShort, setShort] = useState(false)
  const { identity } = card
  const isFirm = card.kind === 'business'
  const expected: Readonly<Record<Method, string | null>> = {
    'postcode-and-number': isFirm || identity.postcode === null ? null : `${identity.postcode} ${identity.houseNumber ?? ''}`,
    'birth-date': isFirm ? null : identity.birthDate,
    'customer-number': isFirm ? null : identity.customerNumber,
    'name-and-function': isFirm ? (card.askFor ?? card.name) : null,
  }
  const methods = (Object.keys(expected) as Method[]).filter((method) => expected[method] !== null)
  const mayConfirm = methods.length >= identity.proofs
  const isOpen = card.state === 'talking' && identity.state === null && !isOver
  const tell = (result: 'confirmed' | 'wrong' | 'other-person'): void => {
    if (result === 'confirmed' && right.length < identity.proofs) return setShort(true)
    setShort(false)
    void call.does('identity', { result, methods: result === 'confirmed' ? right : [] })
  }
  useKeys({
    i: isOpen && mayConfirm && { does: t.confirmed, run: () => tell('confirmed') },
    u: isOpen && { does: t.wrong, run: () => tell('wrong') },
    q: isOpen && { does: t.somebodyElse, run: () => tell('other-person') },
    ...Object.fromEntries(
      methods.map((method, index) => [String(index + 1), isOpen && { does: t.methods[method], run: () => toggle(method) }]),
    ),
  })
  const toggle = (method: Method): void =>
    setRight((before) => (before.includes(method) ? before.filter((one) => one !== method) : [...before, method]))
  if (identity.state === 'confirmed')
    return (
      <section className="pane identity" aria-label={t.identityFirst}>
        <Chip tone="done">{t.isConfirmed}</Chip>
      </section>
    )
  return (
    <section className="pane identity" aria-label={t.identityFirst}>
      <h2>{t.identityFirst}</h2>
      {identity.state !== null && (
        <p role="status">
          <Chip tone="warn">{identity.state === 'failed' ? t.failed : t.otherPerson}</Chip>
        </p>
      )}
      {identity.state === null && (
        <div className="stack">
          <p className="quiet">
            {card.state === 'talking' ? (isFirm ? t.identityHintFirm : t.identityHint(identity.proofs)) : t.dialFirst}
          </p>
          {card.state === 'talking' &&
            methods.map((method, index) => (
              <Tick
                key={method}
                label={`${index + 1}. ${t.methods[method]}: ${expected[method] ?? ''}`}
                isSelected={right.includes(method)}
                onChange={() => toggle(method)}
              />
            ))}
          {isOpen && !mayConfirm && (
            <p className="bar warn" role="status">
              ▲ {t.tooLittle}
            </p>
          )}
          {isShort && (
            <p className="error" role="alert">
              {t.needs(identity.proofs)}
            </p>
          )}
          {identity.triesLeft < 2 && <p className="quiet">{t.triesLeft(identity.triesLeft)}</p>}
          {isOpen && (
            <div className="row">
              {mayConfirm && (
                <Button className="main" onPress={() => tell('confirmed')}>
                  <kbd aria-hidden="true">i</kbd>
                  {t.confirmed}
                </Button>
              )}
              <Button onPress={() => tell('wrong')}>
                <kbd aria-hidden="true">u</kbd>
                {t.wrong}
              </Button>
              <Button onPress={() => tell('other-person')}>
                <kbd aria-hidden="true">q</kbd>
                {t.somebodyElse}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}
