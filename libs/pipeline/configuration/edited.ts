/** Edited: what is wrong with a policy, strategy or template that somebody writes, and how its message would read. */
import { compose, lintTemplate, sampleInput, type LintFinding } from '#messages'
import { ConfigurationError, parseConfigurations, parseTemplate, type ConfigurationSource } from '#settings'
import { publishedConfiguration, type EditedKind, type Sql } from '#store'
import { LEGAL_PHASES, type CreditorId, type OutboundMessage, type TemplateDefinition } from '#domain'

export interface EditedConfiguration {
  readonly kind: EditedKind
  readonly name: string
  readonly definition: unknown
}

/** A blocking one stops publishing; the others are advice. */
export interface EditorFinding {
  readonly code: LintFinding['code'] | 'does-not-fit'
  readonly detail: string
  readonly blocking: boolean
}

const ADVICE: readonly LintFinding['code'][] = ['sentences-too-long', 'sentence-too-long', 'difficult-word', 'sms-alphabet', 'sms-too-long']

/** Held against what is published beside it: a policy names calendars. */
export async function findingsOf(sql: Sql, creditorId: CreditorId, edited: EditedConfiguration): Promise<EditorFinding[]> {
  const beside = edited.kind === 'policy' ? (await publishedConfiguration(sql, creditorId)).filter(({ kind }) => kind === 'calendar') : []
  try {
    const [configuration] = parseConfigurations([sourceOf(edited), ...beside.map((version) => ({ ...version, path: version.name }))])
    if (configuration?.kind !== 'template') return []
    return lintTemplate(configuration.value).map(({ code, detail }) => ({ code, detail, blocking: !ADVICE.includes(code) }))
  } catch (problem) {
    if (!(problem instanceof ConfigurationError)) throw problem
    return [{ code: 'does-not-fit', detail: problem.reason, blocking: true }]
  }
}

const sourceOf = ({ kind, name, definition }: EditedConfiguration): ConfigurationSource => ({ kind, name, path: name, definition })

/** As it would be sent to an invented debtor; throws a ConfigurationError, or a CompositionError, for what cannot be. */
export function previewOf({ name, definition }: EditedConfiguration): OutboundMessage {
  const template = parseTemplate(definition, name)
  return compose(sampleInput(template, template.kinds[0] ?? 'consumer'), template)
}

/** Wording that starts or ends a legal term: nobody publishes their own. */
export const isLegalWording = ({ kind, definition }: EditedConfiguration): boolean =>
  kind === 'template' && LEGAL_PHASES.some((phase) => phase === (definition as Partial<TemplateDefinition>).phase)
