/** Fills the places of a template with Liquid; each text is parsed once and kept as long as its template version lives. */
import { Liquid } from 'liquidjs'
import type { Template } from 'liquidjs'
import type { TemplateDefinition } from '#domain'
import { CompositionError } from './composition-error'
import { escapeMarkup } from './inline'
import { compileText, type Filling } from './plain-liquid'

/** In-memory and strict: no file is read, and a misspelt name is an error instead of a hole in a letter. */
const ENGINE = new Liquid({
  templates: {},
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  // The view holds words only; anything else that a template puts out is a mistake of the template.
  outputEscape: (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? escapeMarkup(String(value)) : ''),
  parseLimit: 200_000,
  memoryLimit: 10_000_000,
})

interface Prepared {
  readonly parsed: Template[]
  readonly quick: Filling | null
}

const prepared = new WeakMap<TemplateDefinition, Map<string, Prepared>>()

export function fill(template: TemplateDefinition, text: string, view: Readonly<Record<string, unknown>>): string {
  try {
    const { parsed, quick } = preparedOf(template, text)
    return quick?.(view, null) ?? String(ENGINE.renderSync(parsed, view))
  } catch (error) {
    // The message of Liquid names line and variable, never a value.
    throw new CompositionError(`template ${template.name} version ${template.version}: ${error instanceof Error ? error.message : 'cannot be filled'}`)
  }
}

/** The names that a text takes from the view, each as its path; none when it does not parse. */
export function namesIn(template: TemplateDefinition, text: string): string[][] {
  try {
    return ENGINE.globalVariableSegmentsSync(preparedOf(template, text).parsed).map((path) => path.map(String))
  } catch {
    return []
  }
}

function preparedOf(template: TemplateDefinition, text: string): Prepared {
  const texts = prepared.get(template) ?? new Map<string, Prepared>()
  prepared.set(template, texts)
  const known = texts.get(text)
  if (known) return known
  // By Liquid first: what it does not accept is no template, however plain it looks.
  const fresh = { parsed: ENGINE.parse(text), quick: compileText(text) }
  texts.set(text, fresh)
  return fresh
}
