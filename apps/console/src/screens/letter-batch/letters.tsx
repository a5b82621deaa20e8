/** The letters of a batch: whom, what, when it arrives; j and k read them one by one. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Broken } from '../../parts/state'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../campaigns/words'
import { LetterChip } from '../letters/batch-chip'
import { texts } from '../letters/texts'
import type { Batch, Letter } from '../letters/views'
import { STEERING } from '../campaigns/views'
import { Reprint } from './reprint'

interface LettersProps {
  readonly batch: Batch
  readonly letters: readonly Letter[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  readonly mayTakeOut: boolean
}

/** What left; the print house may have spoilt it. */
const REPRINTABLE = ['exported', 'posted', 'delivered', 'returned', 'rejected']

export function Letters({ batch, letters, chosen, onChoose, mayTakeOut }: LettersProps): ReactNode {
  const t = useTexts(texts)
  const { phase: phases } = useTexts(words)
  const { home, role } = useSession()
  const client = useQueryClient()
  const takeOut = useMutation({
    mutationFn: (id: string) => ask(`${home}/letter-batches/${batch.id}/letters/${id}/removal`, { method: 'POST', body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: [home, 'batch', batch.id] }),
  })
  const at = letters.findIndex(({ id }) => id === chosen)
  const step = (by: number): void => {
    const next = letters[Math.min(letters.length - 1, Math.max(0, at + by))]
    if (next) onChoose(next.id)
  }
  const mayReprint = STEERING.includes(role)
  const isWaiting = ({ state }: Letter): boolean => state === 'assembled' || state === 'checked'
  const current = letters[at]
  useKeys({
    j: { does: t.next, run: () => step(1) },
    k: { does: t.previous, run: () => step(-1) },
    o: mayTakeOut && current !== undefined && isWaiting(current) && { does: t.takeOut, run: () => takeOut.mutate(current.id) },
  })
  const fault = inWords(takeOut.error, t.refused)
  return (
    <>
      {fault && <Broken fault={fault} />}
      <table>
        <thead>
          <tr>
            <th>{t.debtor}</th>
            <th className="extra">{t.phase}</th>
            <th>{t.state}</th>
            <th className="num wide">{t.pages}</th>
            <th className="wide">{t.service}</th>
            <th className="wide">{t.delivery}</th>
            <th className="wide">{t.payBy}</th>
            <th aria-label={t.show} />
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.id} className={letter.id === chosen ? 'chosen' : ''}>
              <td>
                <Link to={`/debtors/${letter.debtor}`}>{letter.debtorReference}</Link>
              </td>
              <td className="extra">{phases[letter.phase] ?? letter.phase}</td>
              <td>
                <LetterChip state={letter.state} />
                {letter.withdrawnFor.map((reason) => (
                  <p key={reason.code} className="quiet small">
                    {reason.sentence}
                  </p>
                ))}
                {letter.problem !== null && (
                  <p className="error">
                    {t.problem}: {letter.problem}
                  </p>
                )}
              </td>
              <td className="num wide">{letter.pages}</td>
              <td className="wide">{t.services[letter.service]}</td>
              <td className="wide">{letter.expectedDelivery !== null && <When at={letter.expectedDelivery} as="weekday" />}</td>
              <td className="wide">{letter.payBy !== null && <When at={letter.payBy} as="weekday" />}</td>
              <td>
                <div className="row">
                  <Button
                    onPress={() => onChoose(letter.id)}
                    aria-pressed={letter.id === chosen}
                    aria-label={`${t.show}: ${letter.debtorReference}`}
                  >
                    PDF
                  </Button>
                  {mayTakeOut && isWaiting(letter) && (
                    <Button className="bare" onPress={() => takeOut.mutate(letter.id)}>
                      {t.takeOut}
                    </Button>
                  )}
                  {mayReprint && REPRINTABLE.includes(letter.state) && <Reprint batch={batch.id} letter={letter} />}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
