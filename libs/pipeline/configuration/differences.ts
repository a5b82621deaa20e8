/** Differences: what one version of a policy, strategy or template has otherwise than another, in words. */
import type { Language } from '#domain'
import { DIFFERENCE_WORDS } from './difference-words'

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

type Path = readonly string[]
/** A value by its path; of a text with several lines, the lines. */
type Values = ReadonlyMap<string, { readonly path: Path; readonly said: string | readonly string[] }>

/** One sentence for each value; lines of a text count one by one, and items with a name, such as steps, are known by it. */
export function differencesOf(was: unknown, now: unknown, language: Language): string[] {
  const [before, after] = [valuesOf(was), valuesOf(now)]
  const sentence = (path: Path, old: string | undefined, fresh: string | undefined): string => {
    const place = path.map((name) => DIFFERENCE_WORDS[language][name] ?? name).join(' › ')
    if (old === undefined) return SAY[language].added(place, fresh ?? '')
    return fresh === undefined ? SAY[language].gone(place, old) : SAY[language].changed(place, old, fresh)
  }
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, fresh] = [before.get(key), after.get(key)]
    const path = old?.path ?? fresh?.path ?? []
    if (Array.isArray(old?.said) || Array.isArray(fresh?.said))
      return changedLines(linesOf(old?.said), linesOf(fresh?.said)).map(({ at, was: line, now: other }) =>
        sentence([...path, String(at)], line, other),
      )
    return old?.said === fresh?.said ? [] : [sentence(path, old?.said as string | undefined, fresh?.said as string | undefined)]
  })
}

const linesOf = (said: string | readonly string[] | undefined): readonly string[] =>
  said === undefined ? [] : typeof said === 'string' ? [said] : said

function valuesOf(value: unknown, path: Path = [], found = new Map<string, { path: Path; said: string | readonly string[] }>()): Values {
  const keep = (said: string | readonly string[]): unknown => found.set(path.join('\n'), { path, said })
  if (typeof value === 'string' && value.includes('\n')) keep(value.split('\n').map((line) => `“${line}”`))
  else if (typeof value !== 'object' || value === null) keep(typeof value === 'string' ? `“${value}”` : String(value))
  else for (const [name, inner] of Object.entries(value)) valuesOf(inner, [...path, nameOf(inner) ?? name], found)
  return found
}

const nameOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name : null

interface ChangedLine {
  readonly at: number
  readonly was?: string
  readonly now?: string
}

/** What is not in the longest run of lines that both have; one that went where one came is a change. Empty lines are nothing to read. */
function changedLines(was: readonly string[], now: readonly string[]): ChangedLine[] {
  const same = commonLengths(was, now)
  const changes: ChangedLine[] = []
  let [gone, come]: [number[], number[]] = [[], []]
  const flush = (): void => {
    const [old, fresh] = [gone.filter((at) => was[at] !== '“”'), come.filter((at) => now[at] !== '“”')]
    for (let index = 0; index < Math.max(old.length, fresh.length); index++) {
      const [from, to] = [old[index], fresh[index]]
      changes.push({ at: (to ?? from ?? 0) + 1, ...(from !== undefined && { was: was[from] }), ...(to !== undefined && { now: now[to] }) })
    }
    ;[gone, come] = [[], []]
  }
  for (let [old, fresh] = [0, 0]; old < was.length || fresh < now.length;) {
    if (old < was.length && fresh < now.length && was[old] === now[fresh]) {
      flush()
      ;[old, fresh] = [old + 1, fresh + 1]
    } else if (fresh >= now.length || (old < was.length && (same[old + 1]?.[fresh] ?? 0) >= (same[old]?.[fresh + 1] ?? 0))) gone.push(old++)
    else come.push(fresh++)
  }
  flush()
  return changes
}

/** Nobody reads a difference of more pairs than these; then all lines count as changed. */
const MOST_PAIRS = 4_000_000

/** From each pair of places on, how many lines both have in the same order. */
function commonLengths(was: readonly string[], now: readonly string[]): readonly Uint16Array[] {
  if (was.length * now.length > MOST_PAIRS) return []
  const lengths = Array.from({ length: was.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let old = was.length - 1; old >= 0; old--) {
    const [row, below] = [lengths[old], lengths[old + 1]]
    for (let fresh = now.length - 1; row && below && fresh >= 0; fresh--) {
      row[fresh] = was[old] === now[fresh] ? (below[fresh + 1] ?? 0) + 1 : Math.max(below[fresh] ?? 0, row[fresh + 1] ?? 0)
    }
  }
  return lengths
}
