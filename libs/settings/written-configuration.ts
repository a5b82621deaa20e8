/** Writes versions back as the files of config/ that they would be read from; their hash is then the same. */
import { stringify } from 'yaml'
import { CONFIGURATION_FOLDERS, type ConfigurationKind } from './configuration-files'

export interface WrittenFile {
  /** Below the configuration folder. */
  readonly path: string
  readonly text: string
}

/** Wording stands whole in each template: which lines came from a shared part is not kept. */
export function writtenConfiguration(kind: ConfigurationKind, name: string, definition: unknown): WrittenFile {
  const { folder, extension } = CONFIGURATION_FOLDERS[kind]
  const path = `${folder}/${name}${extension}`
  if (kind !== 'template') return { path, text: yamlOf(definition) }
  const { body, ...fields } = definition as { readonly body: string }
  return { path, text: `---\n${yamlOf(fields)}---\n${body}` }
}

/** A long sentence stays on its line, so that a comparison of two files shows it. */
const yamlOf = (value: unknown): string => stringify(value, { lineWidth: 0 })
