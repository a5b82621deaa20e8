/** Refused rows, mended in place and sent again; what was typed is kept as a draft until then. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { useDraft } from '../../app/draft'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Download } from '../../parts/download'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { useWhole } from '../../parts/whole'
import { useTexts } from '../../texts'
import { STEERING } from '../campaigns/views'
import { RefusedTable } from '../imports/refused-table'
import { texts } from '../imports/texts'
import type { ImportRun, Mapping, RefusedRow } from '../imports/views'
import { mendedFile } from './mended-file'

type Mended = Readonly<Record<string, Readonly<Record<string, string>>>>
/** Row by row; of one that was mended twice, what was typed here. */
const mendedTwice = (here: string, there: string): string =>
  JSON.stringify({ ...(JSON.parse(there) as Mended), ...(JSON.parse(here) as Mended) })

export function Mending({ run }: { readonly run: ImportRun }): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home, role } = useSession()
  const mappings = useQuery({
    queryKey: [home, 'import-mappings'],
    queryFn: ({ signal }) => ask<readonly Mapping[]>(`${home}/import-mappings`, { signal }),
  })
  const read = useQuery({
    queryKey: [home, 'import', run.id, 'refused'],
    queryFn: ({ signal }) => ask<readonly RefusedRow[]>(`${home}/imports/${run.id}/refused`, { signal }),
    staleTime: Infinity,
  })
  const mapping = mappings.data?.find(({ name }) => name === run.mapping)
  return (
    <section className="pane stack">
      <header className="row spread">
        <h2>{t.refusedTitle(whole(run.refused))}</h2>
        <Download path={`${home}/imports/${run.id}/errors`}>{t.download}</Download>
      </header>
      <Shown read={read}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="quiet">{t.expired}</p>
          ) : (
            <>
              {rows.length < run.refused && <p className="quiet">{t.firstOnly(whole(rows.length))}</p>}
              {mapping && STEERING.includes(role) ? <Mend run={run} rows={rows} mapping={mapping} /> : <RefusedTable rows={rows} />}
            </>
          )
        }
      </Shown>
    </section>
  )
}

function Mend({
  run,
  rows,
  mapping,
}: {
  readonly run: ImportRun
  readonly rows: readonly RefusedRow[]
  readonly mapping: Mapping
}): ReactNode {
  const t = useTexts(texts)
  const whole = useWhole()
  const { home } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const draft = useDraft(`import.${run.id}`, undefined, mendedTwice)
  const mended = draft.text === '' ? {} : (JSON.parse(draft.text) as Mended)
  const changed = rows.filter(({ line }) => mended[line]).map((row) => ({ ...row, cells: { ...row.cells, ...mended[row.line] } }))
  const send = useMutation({
    mutationFn: () =>
      ask<{ id: string }>(`${home}/imports?kind=${run.kind}&mapping=${encodeURIComponent(mapping.name)}`, {
        method: 'POST',
        file: mendedFile(changed, mapping),
      }),
    onSuccess: ({ id }) => {
      draft.drop()
      void client.invalidateQueries({ queryKey: [home, 'imports'] })
      void navigate({ to: '/imports/$id', params: { id } })
    },
  })
  const place = useRef<HTMLDivElement>(null)
  useKeys({
    Enter: {
      does: t.mendFirst,
      run: () =>
        (place.current?.querySelector<HTMLElement>('td.wrong input') ?? place.current?.querySelector<HTMLElement>('input'))?.focus(),
    },
  })
  return (
    <div className="stack" ref={place}>
      <p className="quiet">{t.mend}</p>
      <RefusedTable
        rows={rows}
        mended={new Map(Object.entries(mended))}
        onMend={(line, column, text) => draft.write(JSON.stringify({ ...mended, [line]: { ...mended[line], [column]: text } }))}
      />
      {send.error && <Broken fault={send.error} />}
      {changed.length > 0 && (
        <div className="row">
          <Press className="main" onPress={() => send.mutate()} isBusy={send.isPending}>
            {t.mended(whole(changed.length))}
          </Press>
        </div>
      )}
    </div>
  )
}
