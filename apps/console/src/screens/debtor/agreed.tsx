/** What was agreed: promises, arrangements with each term, the permission to collect and its day; and what they sent along. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSession } from '../../app/session'
import { Download } from '../../parts/download'
import { Shown } from '../../parts/state'
import { Chip, Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts as inboxTexts } from '../inbox/texts'
import { usePart, type Arrangement, type DirectDebit, type PromiseToPay, type SentFile } from './debtor-api'
import { texts } from './texts'

export function Promises({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const w = useTexts(words)
  const promises = usePart<readonly PromiseToPay[]>(id, 'promises')
  const arrangements = usePart<readonly Arrangement[]>(id, 'arrangements')
  return (
    <section className="pane" aria-label={t.promises}>
      <h2>{t.promises}</h2>
      <Shown read={promises} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">{t.none}</p>
          ) : (
            <ul>
              {all.map(({ id: one, payBy, amount, state }) => (
                <li key={one} className="row">
                  <When at={payBy} as="day" /> <Money amount={amount} /> <span className="quiet">{w.promiseStates[state]}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Shown read={arrangements} rows={1}>
        {(all) => (
          <>
            {all.map((one) => (
              <Terms key={one.id} arrangement={one} />
            ))}
          </>
        )}
      </Shown>
    </section>
  )
}

function Terms({ arrangement: { state, amount, instalments } }: { readonly arrangement: Arrangement }): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      <h3>
        {t.arrangement} <Money amount={amount} /> <span className="quiet">{t.arrangementStates[state]}</span>
      </h3>
      <table>
        <tbody>
          {instalments.map(({ number, dueOn, amount: term, paid }) => (
            <tr key={number}>
              <td>{number}</td>
              <td>
                <When at={dueOn} as="day" />
              </td>
              <td className="num">
                <Money amount={term} />
              </td>
              <td>
                {Number(paid) > 0 && (
                  <span className="quiet">
                    {Number(paid) >= Number(term) ? (
                      t.paid
                    ) : (
                      <>
                        {t.paid} <Money amount={paid} />
                      </>
                    )}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A day that was told stands: until when another one may be chosen is said before anybody tries. */
export function Collection({ id, onChange }: { readonly id: string; readonly onChange: (() => void) | null }): ReactNode {
  const t = useTexts(texts)
  const debit = usePart<DirectDebit>(id, 'direct-debit')
  return (
    <section className="pane" aria-label={t.mandate}>
      <h2>{t.mandate}</h2>
      <Shown read={debit} rows={1}>
        {({ mandate: one }) =>
          one === null ? (
            <p className="quiet">{t.noMandate}</p>
          ) : (
            <div className="stack">
              <p>
                {t.collectOn(one.collectOn)}{' '}
                <span className="quiet">
                  {one.reference}, <When at={one.signedOn} as="day" />
                </span>
              </p>
              {one.coming && (
                <p>
                  {t.coming} <When at={one.coming.on} as="weekday" />{' '}
                  <span className="quiet">
                    {one.coming.mayChange ? t.changeUntil : t.fixedSince} <When at={one.coming.changeUntil} as="day" />
                  </span>
                </p>
              )}
              {onChange && (
                <div className="row">
                  <Button isDisabled={one.coming?.mayChange === false} onPress={onChange}>
                    {t.changeDay}
                  </Button>
                </div>
              )}
            </div>
          )
        }
      </Shown>
    </section>
  )
}

export function SentFiles({ id }: { readonly id: string }): ReactNode {
  const t = useTexts(texts)
  const { refusedFile } = useTexts(inboxTexts)
  const { home } = useSession()
  const files = usePart<readonly SentFile[]>(id, 'files')
  return (
    <section className="pane" aria-label={t.files}>
      <h2>{t.files}</h2>
      <Shown read={files} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">{t.noFiles}</p>
          ) : (
            <ul className="stack">
              {all.map(({ id: file, message, at, name, bytes, refused }) => (
                <li key={file}>
                  <span className="quiet">
                    <When at={at} as="day" />
                  </span>{' '}
                  {refused === null ? (
                    <Download path={`${home}/threads/${id}/messages/${message}/files/${file}`}>
                      {name} <span className="quiet">{Math.ceil(bytes / 1000)} kB</span>
                    </Download>
                  ) : (
                    <Chip tone="warn">
                      {name}: {refusedFile[refused] ?? refused}
                    </Chip>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}
