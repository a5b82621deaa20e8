/** A value within a definition by its path, and the definition with another one there. */
import type { Definition } from '../editors/views'

export type Path = string

export function valueAt(definition: Definition, path: Path): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined),
      definition,
    )
}

export function changedAt(definition: Definition, path: Path, value: unknown): Definition {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...definition, [name]: value }
  const inner = definition[name]
  return {
    ...definition,
    [name]: changedAt((typeof inner === 'object' && inner !== null ? inner : {}) as Definition, rest.join('.'), value),
  }
}
