/** What the print house tells of letters, as its file: posted, delivered, returned; lines that nobody knows are kept for a person. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Window } from '../../parts/dialog'
import { Press } from '../../parts/press'
import { Broken } from '../../parts/state'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { texts } from './texts'

interface Report {
  readonly lines: number
  readonly told: number
  readonly again: number
  readonly madeAgain: number
  readonly quarantined: number
}

export function Returns(): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home } = useSession()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const read = useMutation({
    mutationFn: (given: File) => ask<Report>(`${home}/letter-returns`, { method: 'POST', file: given }),
    onSettled: () =>
      Promise.all(
        [
          [home, 'batches'],
          [home, 'batch'],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
  const close = (): void => {
    setOpen(false)
    setFile(null)
    read.reset()
  }
  const report = read.data
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t.returns}</Button>
      <Window title={t.returnsTitle} isOpen={isOpen} onClose={close}>
        <p className="quiet">{t.returnsSays}</p>
        <label className="stack">
          {t.file}
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={({ target }) => {
              read.reset()
              setFile(target.files?.[0] ?? null)
            }}
          />
        </label>
        {read.error && <Broken fault={read.error} />}
        {report && (
          <p role="status" className="bar good">
            {t.returned(whole(report.told), whole(report.again), whole(report.madeAgain))}
          </p>
        )}
        {report && report.quarantined > 0 && <p className="bar warn">{t.quarantined(whole(report.quarantined))}</p>}
        <div className="row">
          <Press className="main" isDisabled={!file} isBusy={read.isPending} onPress={() => file && read.mutate(file)}>
            {t.read}
          </Press>
          <Button onPress={close}>{t.close}</Button>
        </div>
      </Window>
    </>
  )
}
