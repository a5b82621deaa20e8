/** Turns a configuration definition, from a file or from a stored version, into the checked value that its kind promises. */
import type {
  ClosedDays,
  ContactPolicy,
  ImportMapping,
  IncomeCalendar,
  InterestTable,
  ReplyWords,
  Strategy,
  TemplateDefinition,
} from '#domain'
import { parseClosedDays } from './calendar'
import { ConfigurationError } from './configuration-error'
import type { ConfigurationFile } from './configuration-files'
import { parseIncomeCalendar } from './income-calendar'
import { parseImportMapping } from './import-mapping'
import { parseInterestTable } from './interest-table'
import { openOnRestDay } from './legal-rest-days'
import { parsePublishedPolicy } from './policy'
import { parseReplyWords } from './reply-words'
import { parseStrategy } from './strategy'
import { parseTemplate } from './template'

/** What is parsed: a file, or a version from the database with a `path` that says which one. */
export type ConfigurationSource = Pick<ConfigurationFile, 'kind' | 'name' | 'path' | 'definition'> &
  Partial<Pick<ConfigurationFile, 'lineOf'>>

export type Configuration =
  | { readonly kind: 'policy'; readonly value: ContactPolicy }
  | { readonly kind: 'strategy'; readonly value: Strategy }
  | { readonly kind: 'closed-days'; readonly value: ClosedDays }
  | { readonly kind: 'income-calendar'; readonly value: IncomeCalendar }
  | { readonly kind: 'template'; readonly value: TemplateDefinition }
  | { readonly kind: 'import-mapping'; readonly value: ImportMapping }
  | { readonly kind: 'rates'; readonly value: InterestTable }
  | { readonly kind: 'reply-words'; readonly value: ReplyWords }

const DUTCH_TIME = 'Europe/Amsterdam'

/** All files together: each fits, and what one names of another is there. */
export function parseConfigurations(sources: readonly ConfigurationSource[]): Configuration[] {
  const configurations = sources.map(parseConfiguration)
  const closedDays = configurations.filter(({ kind }) => kind === 'closed-days').map(({ value }) => value.name)
  const tables = configurations.filter(({ kind }) => kind === 'rates').map(({ value }) => value.name)
  configurations.forEach((configuration, index) => {
    const source = sources[index]
    if (configuration.kind !== 'policy' || !source) return
    checkCalendars(configuration.value, closedDays, source)
    const { table } = configuration.value.interest
    if (!tables.includes(table))
      throw withLine(
        new ConfigurationError(source.path, `interest.table: ${table} is not a table of rates; there are ${tables.join(', ')}`),
        source,
      )
    checkContactCalendar(configuration.value, configurations, sources, source)
  })
  return configurations
}

function checkCalendars({ calendars }: ContactPolicy, closedDays: readonly string[], source: ConfigurationSource): void {
  for (const [use, name] of Object.entries(calendars)) {
    if (closedDays.includes(name)) continue
    const reason = `calendars.${use}: ${name} is not a calendar of closed days; there are ${closedDays.join(', ')}`
    throw withLine(new ConfigurationError(source.path, reason), source)
  }
}

/** A calendar of contact is refused where it stands; one that is published already, in the policy that names it. The law of the Netherlands holds where its clocks do. */
function checkContactCalendar(
  { zone, calendars: { contact } }: ContactPolicy,
  configurations: readonly Configuration[],
  sources: readonly ConfigurationSource[],
  policy: ConfigurationSource,
): void {
  if (zone !== DUTCH_TIME) return
  const index = configurations.findIndex(({ kind, value }) => kind === 'closed-days' && value.name === contact)
  const [calendar, source] = [configurations[index], sources[index]]
  const fault = calendar?.kind === 'closed-days' ? openOnRestDay(calendar.value) : null
  if (fault === null || !source) return
  throw source.lineOf
    ? withLine(new ConfigurationError(source.path, fault), source)
    : withLine(new ConfigurationError(policy.path, `calendars.contact: in ${contact} ${fault}`), policy)
}

/** Throws a ConfigurationError with the place to look at: of a file, the line too. */
export function parseConfiguration(source: ConfigurationSource): Configuration {
  try {
    return parseNamed(source)
  } catch (problem) {
    throw problem instanceof ConfigurationError ? withLine(problem, source) : problem
  }
}

/** A refusal begins with the field it is about. */
const FIELD = /^([\w-]+(?:\.[\w-]+)*)(?::| )/

function withLine(problem: ConfigurationError, { path, lineOf }: ConfigurationSource): ConfigurationError {
  const [, field] = FIELD.exec(problem.reason) ?? []
  const line = field === undefined ? undefined : lineOf?.(field)
  return line === undefined ? problem : new ConfigurationError(`${path}:${line}`, problem.reason)
}

function parseNamed(source: ConfigurationSource): Configuration {
  const configuration = parseKind(source)
  const { name } = configuration.value
  // Others refer to it by its name, and versions are counted per name: two names would be two histories.
  if (name !== source.name) throw new ConfigurationError(source.path, `name: is ${name}, but it lies under the name ${source.name}`)
  return configuration
}

function parseKind({ kind, path, definition }: ConfigurationSource): Configuration {
  switch (kind) {
    case 'policy':
      return { kind, value: parsePublishedPolicy(definition, path) }
    case 'strategy':
      return { kind, value: parseStrategy(definition, path) }
    case 'calendar':
      return isIncomeCalendar(definition)
        ? { kind: 'income-calendar', value: parseIncomeCalendar(definition, path) }
        : { kind: 'closed-days', value: parseClosedDays(definition, path) }
    case 'template':
      return { kind, value: parseTemplate(definition, path) }
    case 'import-mapping':
      return { kind, value: parseImportMapping(definition, path) }
    case 'rates':
      return { kind, value: parseInterestTable(definition, path) }
    case 'reply-words':
      return { kind, value: parseReplyWords(definition, path) }
  }
}

const isIncomeCalendar = (definition: unknown): boolean =>
  typeof definition === 'object' && definition !== null && 'kind' in definition && definition.kind === 'income'
