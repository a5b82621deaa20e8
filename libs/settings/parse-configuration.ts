/** Turns a configuration definition, from a file or from a stored version, into the checked value that its kind promises. */
import type { ClosedDays, ContactPolicy, ImportMapping, IncomeCalendar, InterestTable, Strategy, TemplateDefinition } from '#domain'
import { parseClosedDays } from './calendar'
import { ConfigurationError } from './configuration-error'
import type { ConfigurationFile } from './configuration-files'
import { parseIncomeCalendar } from './income-calendar'
import { parseImportMapping } from './import-mapping'
import { parseInterestTable } from './interest-table'
import { parsePolicy } from './policy'
import { parseStrategy } from './strategy'
import { parseTemplate } from './template'

/** What is parsed: a file, or a version from the database with a `path` that says which one. */
export type ConfigurationSource = Pick<ConfigurationFile, 'kind' | 'name' | 'path' | 'definition'>

export type Configuration =
  | { readonly kind: 'policy'; readonly value: ContactPolicy }
  | { readonly kind: 'strategy'; readonly value: Strategy }
  | { readonly kind: 'closed-days'; readonly value: ClosedDays }
  | { readonly kind: 'income-calendar'; readonly value: IncomeCalendar }
  | { readonly kind: 'template'; readonly value: TemplateDefinition }
  | { readonly kind: 'import-mapping'; readonly value: ImportMapping }
  | { readonly kind: 'rates'; readonly value: InterestTable }

export function parseConfiguration(source: ConfigurationSource): Configuration {
  const configuration = parseKind(source)
  const { name } = configuration.value
  // Others refer to it by its name, and versions are counted per name: two names would be two histories.
  if (name !== source.name) throw new ConfigurationError(source.path, `name: is ${name}, but it lies under the name ${source.name}`)
  return configuration
}

function parseKind({ kind, path, definition }: ConfigurationSource): Configuration {
  switch (kind) {
    case 'policy': return { kind, value: parsePolicy(definition, path) }
    case 'strategy': return { kind, value: parseStrategy(definition, path) }
    case 'calendar': return isIncomeCalendar(definition)
      ? { kind: 'income-calendar', value: parseIncomeCalendar(definition, path) }
      : { kind: 'closed-days', value: parseClosedDays(definition, path) }
    case 'template': return { kind, value: parseTemplate(definition, path) }
    case 'import-mapping': return { kind, value: parseImportMapping(definition, path) }
    case 'rates': return { kind, value: parseInterestTable(definition, path) }
  }
}

const isIncomeCalendar = (definition: unknown): boolean =>
  typeof definition === 'object' && definition !== null && 'kind' in definition && definition.kind === 'income'
