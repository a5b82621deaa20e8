/** Undoing an import: what it would do is told before, what it left alone afterwards, each with its reason. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { usePages } from '../../api/pages'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { More } from '../../parts/more'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { Sure } from '../../parts/sure'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { STEERING } from '../campaigns/views'
import { Figures } from '../imports/figures'
import { texts } from '../imports/texts'
import type { ForeseenUndo, ImportRun, KeptClaim } from '../imports/views'

export function Undo({ run }: { readonly run: ImportRun }): ReactNode {
  const t = useTexts(texts)
  const { role } = useSession()
  const mayUndo = STEERING.includes(role) && run.undo !== 'done'
  // One that broke off before its first row did nothing that could be undone.
  const didSomething = run.loaded + run.changed + run.held > 0
  if (run.undo === null) return mayUndo && didSomething ? <Offer run={run} /> : null
  const { withdrawn, putBack, kept } = run
  return (
    <section className="pane stack" aria-live="polite">
      <h2>{t.undoStates[run.undo]}</h2>
      <Figures
        figures={[
          [t.withdrawn, withdrawn],
          [t.putBack, putBack],
          [t.kept, kept],
        ]}
      />
      {mayUndo && <Offer run={run} />}
      {kept > 0 && run.undo === 'done' && <Kept run={run} />}
    </section>
  )
}

function Offer({ run: { id, undo } }: { readonly run: ImportRun }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home } = useSession()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const path = `${home}/imports/${id}/undo`
  const queryKey = [home, 'import', id, 'undo']
  const foreseen = useQuery({ queryKey, queryFn: ({ signal }) => ask<ForeseenUndo>(path, { signal }), enabled: isOpen })
  const act = useMutation({
    mutationFn: () => ask<ImportRun>(path, { method: 'POST' }),
    onSuccess: () => setOpen(false),
    onSettled: () => Promise.all([['import', id], ['imports']].map((key) => client.invalidateQueries({ queryKey: [home, ...key] }))),
  })
  // What it would do is asked anew; what changes while the window is open changes in it, without closing it under somebody's hand.
  const open = (): void => {
    void client.resetQueries({ queryKey })
    setOpen(true)
  }
  useKeys({ u: { does: t.undo, run: open } })
  const { refused = null, withdrawn = 0, putBack = 0, kept = [] } = foreseen.data ?? {}
  return (
    <div className="stack">
      <div className="row">
        <Press onPress={open} isBusy={isOpen && foreseen.isFetching}>
          {undo === null ? t.undo : t.goOn} <kbd>u</kbd>
        </Press>
      </div>
      {isOpen && foreseen.error && <Broken fault={foreseen.error} />}
      {isOpen && refused !== null && (
        <p className="bar warn" role="alert">
          {t.undoRefused[refused]}
        </p>
      )}
      <Sure
        title={t.undoTitle}
        yes={t.undoSure(whole(withdrawn + putBack))}
        isOpen={isOpen && foreseen.isSuccess && refused === null}
        isBusy={act.isPending}
        fault={act.error}
        onClose={() => setOpen(false)}
        onYes={() => act.mutate()}
      >
        <p>{t.undoSays(whole(withdrawn), whole(putBack))}</p>
        {kept.length > 0 && <Reasons kept={kept} />}
        <p className="quiet">{t.undoStays}</p>
      </Sure>
    </div>
  )
}

function Reasons({ kept }: Pick<ForeseenUndo, 'kept'>): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  return (
    <table>
      <thead>
        <tr>
          <th>{t.keptTitle}</th>
          <th className="num">{t.claims}</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(({ why, claims }) => (
          <tr key={why}>
            <td>{t.why[why]}</td>
            <td className="num">{whole(claims)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Kept({ run: { id } }: { readonly run: ImportRun }): ReactNode {
  const t = useTexts(texts)
  const { home } = useSession()
  const read = usePages<KeptClaim>([home, 'import', id, 'kept'], `${home}/imports/${id}/undo/kept`, { limit: 50 })
  return (
    <Shown read={read}>
      {({ pages }) => (
        <>
          <table>
            <thead>
              <tr>
                <th>{t.claim}</th>
                <th>{t.keptTitle}</th>
              </tr>
            </thead>
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map(({ claimId, debtorId, reference, why }) => (
                  <tr key={claimId}>
                    <td>
                      <Link to="/debtors/$id" params={{ id: debtorId }}>
                        {reference}
                      </Link>
                    </td>
                    <td>{t.why[why]}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          <More read={read} />
        </>
      )}
    </Shown>
  )
}
