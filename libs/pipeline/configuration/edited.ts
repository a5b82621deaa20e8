/** Edited: what is wrong with a policy, strategy or template that somebody writes, and where. */
import { isBlocking, lintTemplate, plainerWord, type LintFinding } from '#messages'
import { ConfigurationError, parseConfigurations, type ConfigurationSource } from '#settings'
import { publishedConfiguration, type EditedKind, type Sql } from '#store'
import { LEGAL_PHASES, type CreditorId, type TemplateDefinition } from '#domain'
import { placeOfLint, placeOfRefusal, textsOf, type FindingPlace } from './finding-place'

export interface EditedConfiguration {
  readonly kind: EditedKind
  readonly name: string
  readonly definition: unknown
}

/** A blocking one stops publishing; the others are advice. */
export interface EditorFinding extends FindingPlace {
  readonly code: LintFinding['code'] | 'does-not-fit'
  readonly detail: string
  readonly blocking: boolean
  /** A plainer word for a hard one. */
  readonly instead: string | null
}

/** Held against what is published beside it: a policy names calendars and a table of rates. */
export async function findingsOf(sql: Sql, creditorId: CreditorId, edited: EditedConfiguration): Promise<EditorFinding[]> {
  const beside =
    edited.kind === 'policy'
      ? (await publishedConfiguration(sql, creditorId)).filter(({ kind }) => kind === 'calendar' || kind === 'rates')
      : []
  try {
    const [configuration] = parseConfigurations([sourceOf(edited), ...beside.map((version) => ({ ...version, path: version.name }))])
    if (configuration?.kind !== 'template') return []
    const { language } = configuration.value
    const texts = textsOf(edited.definition)
    return lintTemplate(configuration.value).map((finding) => ({
      ...finding,
      ...placeOfLint(finding, texts),
      blocking: isBlocking(finding),
      instead: finding.code === 'difficult-word' ? plainerWord(finding.detail, language) : null,
    }))
  } catch (problem) {
    if (!(problem instanceof ConfigurationError)) throw problem
    return [
      { code: 'does-not-fit', detail: problem.reason, ...placeOfRefusal(problem.reason, edited.definition), blocking: true, instead: null },
    ]
  }
}

const sourceOf = ({ kind, name, definition }: EditedConfiguration): ConfigurationSource => ({ kind, name, path: name, definition })

/** Wording that starts or ends a legal term: nobody publishes their own. */
export const isLegalWording = ({ kind, definition }: EditedConfiguration): boolean =>
  kind === 'template' && LEGAL_PHASES.some((phase) => phase === (definition as Partial<TemplateDefinition>).phase)
