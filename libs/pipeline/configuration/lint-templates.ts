/** Lint of templates as they are read: one that does not fit is refused before its wording is looked at. */
import { lintTemplate, type LintFinding } from '#messages'
import { parseConfiguration, type ConfigurationSource } from '#settings'

export interface TemplateFinding extends LintFinding {
  readonly template: string
}

export const lintTemplates = (sources: readonly ConfigurationSource[]): TemplateFinding[] =>
  sources.flatMap((source) => {
    const configuration = parseConfiguration(source)
    return configuration.kind === 'template'
      ? lintTemplate(configuration.value).map((finding) => ({ template: source.name, ...finding }))
      : []
  })
