/** Importing a file: how it is read is shown, a check writes nothing, and only then is it applied. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ask } from '../../api/http'
import { useKeys } from '../../app/keys'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { texts } from '../imports/texts'
import type { Check, Mapping } from '../imports/views'
import { Checked } from './checked'
import { MappingEditor } from './mapping-editor'
import { mappingTexts } from './mapping-texts'
import { ReadAs } from './read-as'

export function Screen(): ReactNode {
  const { home } = useSession()
  const read = useQuery({
    queryKey: [home, 'import-mappings'],
    queryFn: ({ signal }) => ask<readonly Mapping[]>(`${home}/import-mappings`, { signal }),
  })
  return <Shown read={read}>{(mappings) => <Page mappings={mappings} />}</Shown>
}

/** The choice of last time, on this computer. */
const REMEMBERED = 'tijdig.import-mapping'

function Page({ mappings }: { readonly mappings: readonly Mapping[] }): ReactNode {
  const t = useTexts(texts)
  const words = useTexts(mappingTexts)
  const { home } = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [name, setName] = useState(() => localStorage.getItem(REMEMBERED) ?? mappings[0]?.name ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [isEditing, setEditing] = useState(false)
  const mapping = mappings.find((one) => one.name === name) ?? mappings[0]
  const query = mapping ? `?kind=${mapping.records}&mapping=${encodeURIComponent(mapping.name)}` : ''
  const check = useMutation({ mutationFn: (given: File) => ask<Check>(`${home}/imports/check${query}`, { method: 'POST', file: given }) })
  const apply = useMutation({
    mutationFn: (given: File) => ask<{ id: string }>(`${home}/imports${query}`, { method: 'POST', file: given }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: [home, 'imports'] })
      void navigate({ to: '/imports/$id', params: { id } })
    },
  })
  const choose = (next: string): void => {
    localStorage.setItem(REMEMBERED, next)
    setName(next)
    check.reset()
  }
  const take = (files: FileList | null): void => {
    setFile(files?.[0] ?? null)
    check.reset()
  }
  // The form of a bank's statement is the bank's.
  const mayEdit = mapping?.format !== 'camt.053'
  const mayApply = file !== null && !isEditing && check.data !== undefined && !apply.isPending
  useKeys({
    a: mayApply && { does: t.apply, run: () => apply.mutate(file) },
    v: file !== null && !isEditing && { does: t.check, run: () => check.mutate(file) },
    e: file !== null && mayEdit && !isEditing && { does: words.edit, run: () => setEditing(true) },
  })
  const done = (saved: string | null): void => {
    setEditing(false)
    if (saved !== null) choose(saved)
  }
  if (isEditing && file && mapping) {
    return (
      <div className="stack">
        <h1>{t.newTitle}</h1>
        <p>{file.name}</p>
        <MappingEditor mapping={mapping} names={mappings.map((one) => one.name)} file={file} onDone={done} />
      </div>
    )
  }
  return (
    <div className="stack">
      <h1>{t.newTitle}</h1>
      <section className="pane stack">
        <Choice
          className="narrow"
          label={t.mapping}
          value={mapping?.name ?? null}
          options={Object.fromEntries(mappings.map((one) => [one.name, `${one.name} (${t.kinds[one.records]})`]))}
          onChange={choose}
        />
        <div className="row">
          <FileTrigger onSelect={take}>
            <Button>{t.chooseFile}</Button>
          </FileTrigger>
          <span>{file?.name ?? <span className="quiet">{t.noFile}</span>}</span>
        </div>
        {mapping && <ReadAs mapping={mapping} />}
        <div className="row">
          {file && mayEdit ? (
            <Button onPress={() => setEditing(true)}>
              {words.edit} <kbd>e</kbd>
            </Button>
          ) : (
            mayEdit && <span className="quiet">{words.chooseFirst}</span>
          )}
        </div>
        {file && (
          <div className="row">
            <Press className={check.data ? '' : 'main'} onPress={() => check.mutate(file)} isBusy={check.isPending}>
              {check.isPending ? t.checking : t.check} <kbd>v</kbd>
            </Press>
            <span className="quiet">{t.checkSays}</span>
          </div>
        )}
      </section>
      {check.error && <Broken fault={check.error} />}
      {check.data && <Checked check={check.data} />}
      {apply.error && <Broken fault={apply.error} />}
      {mayApply && (
        <div className="row">
          <Button className="main" onPress={() => apply.mutate(file)}>
            {t.apply} <kbd>a</kbd>
          </Button>
        </div>
      )}
      {apply.isPending && <p role="status">{t.applying}</p>}
    </div>
  )
}
