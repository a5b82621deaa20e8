/** Lint of the names in a template: also in branches that no sample takes, where a misspelt one would wait for its first debtor. */
import type { TemplateDefinition } from '#domain'
import type { LintFinding } from './lint-finding'
import { namesIn } from './liquid'
import { sampleInput } from './sample'
import { viewOf } from './view'

export function variableFindings(template: TemplateDefinition): LintFinding[] {
  const texts = [template.body, template.subject, template.preheader, ...(template.whatsapp?.parameters ?? [])].filter(
    (text) => text !== null,
  )
  const views = template.kinds.map((kind) => viewOf(sampleInput(template, kind)))
  // What does not parse is found when it is composed.
  const names = texts.flatMap((text) => namesIn(template, text))
  return [...new Set(names.filter((path) => !views.some((view) => isNamed(view, path))).map((path) => path.join('.')))].map((detail) => ({
    code: 'unknown-variable',
    detail,
  }))
}

/** Below an empty value anything may be named: it is there when the value is. */
function isNamed(view: unknown, path: readonly string[]): boolean {
  let value = view
  for (const name of path) {
    if (value === null) return true
    if (Array.isArray(value) && (name === 'size' || /^\d+$/.test(name))) return true
    if (typeof value !== 'object' || !(name in value)) return false
    value = (value as Record<string, unknown>)[name]
  }
  return true
}
