/** Reads the files of config/ as plain JSON definitions with a hash: what a lawyer or an operations person may read and change. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { ConfigurationError } from './configuration-error'
import { includeParts } from './template-parts'
import { linesOf, type LineOf } from './yaml-lines'

export const CONFIGURATION_KINDS = ['policy', 'strategy', 'calendar', 'template', 'import-mapping', 'rates', 'reply-words'] as const
export type ConfigurationKind = (typeof CONFIGURATION_KINDS)[number]

export interface ConfigurationFile {
  readonly kind: ConfigurationKind
  /** Path below the folder of its kind, without extension: `nl-reference`, `email/reminder.nl`. */
  readonly name: string
  /** Path below the configuration folder, for messages to a person. */
  readonly path: string
  /** Plain JSON: a version of it is kept in the database. */
  readonly definition: unknown
  /** Of the canonical JSON: another order of keys, a comment or a line end is no new version. */
  readonly hash: string
  readonly lineOf: LineOf
}

/** What a file says, and where in it. */
interface ReadDefinition {
  readonly definition: unknown
  readonly lineOf: LineOf
}

export const CONFIGURATION_FOLDERS: Readonly<Record<ConfigurationKind, { readonly folder: string; readonly extension: string }>> = {
  policy: { folder: 'policies', extension: '.yaml' },
  strategy: { folder: 'strategies', extension: '.yaml' },
  calendar: { folder: 'calendars', extension: '.yaml' },
  template: { folder: 'templates', extension: '.md' },
  'import-mapping': { folder: 'imports', extension: '.yaml' },
  rates: { folder: 'rates', extension: '.yaml' },
  'reply-words': { folder: 'replies', extension: '.yaml' },
}
const PARTS = 'templates/parts/'

/** All files in the order of their kinds and paths; the first that cannot be read stops with its path and line. */
export function readConfigurationFiles(configFolder: string): ConfigurationFile[] {
  return CONFIGURATION_KINDS.flatMap((kind) => {
    const { folder, extension } = CONFIGURATION_FOLDERS[kind]
    return filesBelow(configFolder, folder, extension)
      .filter((path) => !path.startsWith(PARTS))
      .map((path) => {
        const text = readText(join(configFolder, path))
        const { definition, lineOf } = kind === 'template' ? readTemplate(configFolder, path, text) : readYaml(path, text, 0)
        return { kind, name: path.slice(folder.length + 1, -extension.length), path, definition, hash: definitionHash(definition), lineOf }
      })
  })
}

/** The hash by which a changed definition is known, whoever wrote it: a file or an editor. */
export function definitionHash(definition: unknown): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex')
}

/** Keys sorted at every depth, so that the same definition is always the same text, also when it comes back from jsonb. */
function canonicalJson(definition: unknown): string {
  return JSON.stringify(definition, (_, value: unknown) => (isSet(value) ? Object.fromEntries(Object.entries(value).sort(byName)) : value))
}
const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1)
const isSet = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

function filesBelow(configFolder: string, folder: string, extension: string): string[] {
  if (!existsSync(join(configFolder, folder))) return []
  return readdirSync(join(configFolder, folder), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'README.md')
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return filesBelow(configFolder, path, extension)
      // A file with another ending would be left out in silence, and somebody would wait for it to work.
      if (!entry.name.endsWith(extension)) throw new ConfigurationError(path, `files in this folder end in ${extension}`)
      return [path]
    })
    .sort()
}

/** An editor's byte-order mark or line ends are not part of the wording. */
const readText = (path: string): string =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')

function readYaml(path: string, text: string, linesBefore: number): ReadDefinition {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const error = document.errors[0] ?? document.warnings[0]
  if (error !== undefined) throw new ConfigurationError(`${path}:${lineCounter.linePos(error.pos[0]).line + linesBefore}`, error.message)
  // What JSON cannot hold, such as a date object or infinity, may not differ between the file and its stored version.
  const definition = JSON.parse(JSON.stringify(document.toJS() ?? null)) as unknown
  return { definition, lineOf: linesOf(document, lineCounter, linesBefore) }
}

const FRONT_MATTER = /^---\n([\s\S]*?\n)?---\n([\s\S]*)$/

function readTemplate(configFolder: string, path: string, text: string): ReadDefinition {
  const [, front, body] = FRONT_MATTER.exec(text) ?? []
  if (front === undefined || body === undefined)
    throw new ConfigurationError(`${path}:1`, 'begins with a block of fields between two lines ---')
  const { definition: fields, lineOf } = readYaml(path, front, 1)
  if (!isSet(fields)) throw new ConfigurationError(`${path}:2`, 'the block between the lines --- holds fields, each `name: value`')
  const [, language = '', variant = ''] = /\.([a-z]{2})((?:\.[a-z0-9-]+)*)\.md$/.exec(path) ?? []
  // `reminder.nl.a2.loyal` takes the part of its own variant, else of a2, else the common one.
  const partOf = (part: string): string | undefined => {
    const variants = variant.split('.').map((_, index, all) => all.slice(0, all.length - index).join('.'))
    const file = variants
      .map((suffix) => join(configFolder, PARTS, `${part}.${language}${suffix}.md`))
      .find((candidate) => existsSync(candidate))
    return file === undefined ? undefined : readText(file)
  }
  return { definition: { ...fields, body: includeParts(body, partOf) }, lineOf }
}
