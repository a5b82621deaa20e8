/** Fills the places of a template with Liquid; each text is parsed once and kept as long as its template version lives. */
import { Liquid } from 'liquidjs'
import type { Template } from 'liquidjs'
import type { TemplateDefinition } from '#domain'
import { CompositionError } from './composition-error'
import { escapeMarkup } from './inline'

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
  // Milliseconds: loops in loops take no memory, and would keep the process from everything else for good.
  renderLimit: 1_000,
})

const parsed = new WeakMap<TemplateDefinition, Map<string, Template[]>>()

export function fill(template: TemplateDefinition, text: string, view: Readonly<Record<string, unknown>>): string {
  try {
    return String(ENGINE.renderSync(templatesOf(template, text), view))
  } catch (error) {
    // The message of Liquid names line and variable, never a value.
    throw new CompositionError(
      `template ${template.name} version ${template.version}: ${error instanceof Error ? error.message : 'cannot be filled'}`,
    )
  }
}

/** A sign that no data keeps: escaping takes it out. */
const BETWEEN = '\u001F'

/** Several texts in one go: most of the work of a short text is in beginning and ending, and one that is only a name needs none of it. */
export function fillAll(template: TemplateDefinition, texts: readonly string[], view: Readonly<Record<string, unknown>>): string[] {
  const named = texts.map((text) => wordNamed(text, view))
  const others = texts.filter((_, index) => named[index] === undefined)
  const filled = others.length === 0 ? [] : fill(template, others.join(BETWEEN), view).split(BETWEEN)
  return named.map((word) => word ?? filled.shift() ?? '')
}

const ONLY_A_NAME = /^\{\{ (\w+)(?:\.(\w+))? \}\}$/

/** The word that a text like `{{ total }}` or `{{ creditor.name }}` stands for; undefined leaves it to Liquid, which also knows what is wrong. */
function wordNamed(text: string, view: Readonly<Record<string, unknown>>): string | undefined {
  const [, name, part] = ONLY_A_NAME.exec(text) ?? []
  if (name === undefined) return undefined
  const word = part === undefined ? own(view, name) : own(own(view, name), part)
  return typeof word === 'string' ? escapeMarkup(word) : undefined
}

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

/** The names that a text takes from the view, each as its path; none when it does not parse. */
export function namesIn(template: TemplateDefinition, text: string): string[][] {
  try {
    return ENGINE.globalVariableSegmentsSync(templatesOf(template, text)).map((path) => path.map(String))
  } catch {
    return []
  }
}

function templatesOf(template: TemplateDefinition, text: string): Template[] {
  const texts = parsed.get(template) ?? new Map<string, Template[]>()
  parsed.set(template, texts)
  const known = texts.get(text)
  if (known) return known
  const fresh = ENGINE.parse(text)
  texts.set(text, fresh)
  return fresh
}
