/** Editing how a file is read, held against its own first rows; saved for every file of that source. */
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask, askFully } from '../../api/http'
import { newKey } from '../../api/ids'
import { Problem } from '../../api/problem'
import { useSessionLanguage } from '../../app/language'
import { useSession } from '../../app/session'
import { Choice } from '../../parts/choice'
import { Line } from '../../parts/fields'
import { Press } from '../../parts/press'
import { Broken, Shown } from '../../parts/state'
import { Tick } from '../../parts/tick'
import { useTexts } from '../../texts'
import { reasonSaid } from '../imports/reasons'
import { RefusedTable } from '../imports/refused-table'
import { texts } from '../imports/texts'
import type { Check, Mapping } from '../imports/views'
import { ColumnTable, type FileColumn } from './column-table'
import { firstRows, NAME, type Definition } from './definition'
import { mappingTexts } from './mapping-texts'
import { Sample } from './sample'
import './mapping.css'

interface EditorProps {
  readonly mapping: Mapping
  readonly names: readonly string[]
  readonly file: File
  readonly onDone: (name: string | null) => void
}

export function MappingEditor(props: EditorProps): ReactNode {
  const { home } = useSession()
  const [opening] = useState(newKey)
  // As it was when the editor was opened: what a colleague saves meanwhile is told at saving, and never put over what is on the page.
  const read = useQuery({
    queryKey: [home, 'import-mapping', props.mapping.name, opening],
    gcTime: Infinity,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => askFully<{ definition: Definition }>(`${home}/import-mappings/${props.mapping.name}`, { signal }),
  })
  return <Shown read={read}>{({ body, etag }) => <Editor {...props} begun={body.definition} etag={etag} />}</Shown>
}

interface Tried extends Pick<Check, 'sample' | 'errors'> {
  readonly columns: readonly FileColumn[]
  readonly fault: string | null
}

const PAUSE_MS = 300

function useTried(definition: Definition, file: File): UseQueryResult<Tried> {
  const { home } = useSession()
  const [settled, setSettled] = useState(definition)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(definition), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [definition])
  return useQuery({
    queryKey: [home, 'try-mapping', file.name, file.size, file.lastModified, settled],
    placeholderData: keepPreviousData,
    gcTime: 0,
    queryFn: async ({ signal }) =>
      ask<Tried>(`${home}/import-mappings/trial`, { method: 'POST', body: { definition: settled, ...(await firstRows(file)) }, signal }),
  })
}

function Editor({
  mapping,
  names,
  file,
  onDone,
  begun,
  etag,
}: EditorProps & { readonly begun: Definition; readonly etag: string | null }): ReactNode {
  const t = useTexts(mappingTexts)
  const { home } = useSession()
  const language = useSessionLanguage()
  const client = useQueryClient()
  const [definition, setDefinition] = useState(begun)
  const { data: tried, error: untried } = useTried(definition, file)
  const isNew = definition.name !== mapping.name
  const wrong = !NAME.test(definition.name) ? t.nameWrong : isNew && names.includes(definition.name) ? t.nameTaken : null
  const save = useMutation({
    mutationFn: () =>
      ask(`${home}/import-mappings/${definition.name}`, {
        method: 'PUT',
        body: { definition },
        ...(!isNew && etag !== null && { ifMatch: etag }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [home, 'import-mappings'] })
      onDone(definition.name)
    },
  })
  const isBehind = save.error instanceof Problem && (save.error.status === 412 || save.error.status === 428)
  return (
    <section className="pane stack">
      <h2>{t.title}</h2>
      <Line
        className="narrow"
        label={t.name}
        value={definition.name}
        error={wrong}
        autoFocus
        onChange={(name) => setDefinition({ ...definition, name })}
      />
      <p className="quiet small">{t.nameHelp}</p>
      <Form definition={definition} onChange={setDefinition} />
      <ColumnTable definition={definition} columns={tried?.columns ?? []} onChange={setDefinition} />
      <div className="stack" aria-live="polite">
        {untried && <Broken fault={untried} />}
        {tried?.fault != null && <p className="bar warn">{reasonSaid(tried.fault, language)}</p>}
        {tried && tried.sample.length > 0 && <Sample title={t.preview} rows={tried.sample} />}
        {tried && tried.errors.length > 0 && (
          <>
            <h3>{t.refused}</h3>
            <RefusedTable rows={tried.errors} />
          </>
        )}
      </div>
      {isBehind ? (
        <p className="bar warn" role="alert">
          {t.ahead}
        </p>
      ) : (
        save.error && <Broken fault={save.error} />
      )}
      <div className="row">
        <Press className="main" onPress={() => wrong === null && save.mutate()} isBusy={save.isPending}>
          {t.save}
        </Press>
        <Button onPress={() => onDone(null)}>{t.cancel}</Button>
      </div>
    </section>
  )
}

const same = (values: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(values.map((value) => [value, value]))
const ENCODINGS = same(['utf-8', 'windows-1252'])
const DATES = same(['dd-mm-yyyy', 'd-m-yyyy', 'd-m-yy', 'dd/mm/yyyy', 'd/m/yyyy', 'yyyy-mm-dd', 'yyyymmdd'])

function Form({ definition, onChange }: { readonly definition: Definition; readonly onChange: (next: Definition) => void }): ReactNode {
  const t = useTexts(mappingTexts)
  const words = useTexts(texts)
  const {
    format = 'csv',
    encoding = 'utf-8',
    delimiter = ';',
    decimal = ',',
    dates = 'dd-mm-yyyy',
    headerLine = 1,
    fullExport = false,
    records,
  } = definition
  const line = Number.isNaN(headerLine) ? '' : String(headerLine)
  return (
    <div className="mapping-form">
      <Choice
        label={words.encoding}
        value={encoding}
        options={ENCODINGS}
        onChange={(next) => onChange({ ...definition, encoding: next })}
      />
      {format === 'csv' && (
        <Choice
          label={words.delimiter}
          value={delimiter}
          options={{ ';': ';', ',': ',', '\t': words.tab, '|': '|' }}
          onChange={(next) => onChange({ ...definition, delimiter: next })}
        />
      )}
      <Choice
        label={words.decimal}
        value={decimal}
        options={{ ',': '1,50', '.': '1.50' }}
        onChange={(next) => onChange({ ...definition, decimal: next })}
      />
      <Choice label={words.dates} value={dates} options={DATES} onChange={(next) => onChange({ ...definition, dates: next })} />
      {format === 'csv' && (
        <Line
          label={t.headerLine}
          value={line}
          inputMode="numeric"
          error={headerLine >= 1 && headerLine <= 100 ? null : t.wholeNumber}
          onChange={(next) => onChange({ ...definition, headerLine: /^\d+$/.test(next.trim()) ? Number(next) : NaN })}
        />
      )}
      {records === 'claims' && (
        <Tick label={t.fullExport} isSelected={fullExport} onChange={(next) => onChange({ ...definition, fullExport: next })} />
      )}
    </div>
  )
}
