/** Of the templates for one place, the one that fits this debtor best. */
import type { DebtorKind, TemplateDefinition, TemplateKey } from '#domain'

/** The level outranks the segment: to be understood comes before the tone. Equal ones are taken by name, so that the choice is always the same. */
export function mostSpecific(templates: readonly TemplateDefinition[], key: TemplateKey, kind: DebtorKind): TemplateDefinition | undefined {
  const { level = 'B1' } = key
  const fitting = templates.filter((template) => template.pickedAs === null && fits(template, key, kind))
  const rank = (template: TemplateDefinition): number =>
    (template.level === level ? 4 : 0) + (template.segment === null ? 0 : 2) + (template.kinds.length === 1 ? 1 : 0)
  return fitting.reduce<TemplateDefinition | undefined>(
    (best, one) => (!best || rank(one) > rank(best) || (rank(one) === rank(best) && one.name < best.name) ? one : best),
    undefined,
  )
}

/** What a person may pick from: of what is picked by the same words, the one at their level. */
export function pickable(templates: readonly TemplateDefinition[], key: TemplateKey, kind: DebtorKind): TemplateDefinition[] {
  const { level = 'B1' } = key
  const fitting = templates.filter((template) => fits(template, key, kind))
  return fitting.filter((one) => one.level === level || !fitting.some((other) => other.level === level && other.pickedAs === one.pickedAs))
}

const fits = (template: TemplateDefinition, { level = 'B1', segment }: TemplateKey, kind: DebtorKind): boolean =>
  template.kinds.includes(kind) &&
  (template.level === 'B1' || template.level === level) &&
  (template.segment === null || template.segment === segment)
