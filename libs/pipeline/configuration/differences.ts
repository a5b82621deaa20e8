/** Differences: what one version of a policy, strategy or template has otherwise than another, in words. */
import type { Language } from '#domain'

const SAY = {
  nl: {
    added: (path: string, now: string): string => `Nieuw: ${path} is ${now}.`,
    gone: (path: string, was: string): string => `Weg: ${path} was ${was}.`,
    changed: (path: string, was: string, now: string): string => `${path}: was ${was}, wordt ${now}.`,
  },
  en: {
    added: (path: string, now: string): string => `New: ${path} is ${now}.`,
    gone: (path: string, was: string): string => `Gone: ${path} was ${was}.`,
    changed: (path: string, was: string, now: string): string => `${path}: was ${was}, becomes ${now}.`,
  },
} as const satisfies Record<Language, unknown>

/** One sentence for each value; lines of a text count one by one, and items with a name, such as steps, are known by it. */
export function differencesOf(was: unknown, now: unknown, language: Language): string[] {
  const [before, after] = [valuesOf(was), valuesOf(now)]
  const say = SAY[language]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const [old, fresh] = [before.get(path), after.get(path)]
    if (old === fresh) return []
    if (old === undefined) return [say.added(path, fresh ?? '')]
    return fresh === undefined ? [say.gone(path, old)] : [say.changed(path, old, fresh)]
  })
}

function valuesOf(value: unknown, path: readonly string[] = [], found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string' && value.includes('\n')) value.split('\n').forEach((line, index) => found.set([...path, String(index + 1)].join(' › '), `“${line}”`))
  else if (typeof value !== 'object' || value === null) found.set(path.join(' › '), typeof value === 'string' ? `“${value}”` : String(value))
  else for (const [name, inner] of Object.entries(value)) valuesOf(inner, [...path, nameOf(inner) ?? name], found)
  return found
}

const nameOf = (value: unknown): string | null =>
  (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name : null)
