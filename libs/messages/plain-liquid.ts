/** The Liquid that nearly all templates are made of: names, conditions and loops, compiled once to plain functions; whatever else there is, is left to Liquid. */
import { escapeMarkup } from './inline'

type Names = Readonly<Record<string, unknown>>

/** A turn of a loop, around it the loop it stands in. */
interface Turn {
  readonly name: string
  readonly item: unknown
  readonly first: boolean
  readonly last: boolean
  readonly outer: Turn | null
}

/** Undefined: something is unusual, a name without a value above all, and Liquid knows what to do or to say. */
export type Filling = (view: Names, turn: Turn | null) => string | undefined

/** Null for a text that needs Liquid. */
export function compileText(text: string): Filling | null {
  const pieces = piecesOf(text)
  const reader = pieces && new Reader(pieces)
  const filling = reader ? reader.until([]) : null
  return filling && reader?.isRead === true ? filling : null
}

interface Piece {
  readonly kind: 'text' | 'name' | 'tag'
  /** Of a tag its name. */
  readonly word: string
  readonly rest: string
}

const PIECE = /\{\{ ([^\s{}]+) \}\}|\{% (\w+)(?: ([^%{}]+))? %\}|([^{]+|\{(?![{%]))/gy

function piecesOf(text: string): Piece[] | null {
  const pieces: Piece[] = []
  let end = 0
  for (const [all, name, tag, rest = '', plain = ''] of text.matchAll(PIECE)) {
    end += all.length
    pieces.push(name !== undefined ? { kind: 'name', word: name, rest: '' } : tag !== undefined ? { kind: 'tag', word: tag, rest } : { kind: 'text', word: plain, rest: '' })
  }
  return end === text.length ? pieces : null
}

/** Answers null for the first piece that it does not know. */
class Reader {
  private at = 0

  constructor(private readonly pieces: readonly Piece[]) {}

  get isRead(): boolean {
    return this.at === this.pieces.length
  }

  /** Everything up to one of these tags, which is left to be read; without any, up to the end. */
  until(ends: readonly string[]): Filling | null {
    const parts: Filling[] = []
    for (let piece = this.pieces[this.at]; piece; piece = this.pieces[this.at]) {
      if (piece.kind === 'tag' && ends.includes(piece.word)) break
      this.at++
      const part = piece.kind === 'text' ? constant(piece.word) : piece.kind === 'name' ? word(piece.word) : this.tag(piece)
      if (!part) return null
      parts.push(part)
    }
    return (view, turn) => joined(parts, (part) => part(view, turn))
  }

  private tag({ word: tag, rest }: Piece): Filling | null {
    if (tag === 'if') return this.choice(rest, true)
    if (tag === 'unless') return this.choice(rest, false)
    return tag === 'for' ? this.loop(rest) : null
  }

  private choice(asked: string, wanted: boolean): Filling | null {
    const holds = condition(asked)
    const then = this.until(['elsif', 'else', 'endif', 'endunless'])
    const next = this.take()
    const other = next?.word === 'elsif' && wanted ? this.choice(next.rest, true) : next?.word === 'else' ? this.closed(wanted) : isEnd(next, wanted) ? constant('') : null
    if (!holds || !then || !other) return null
    return (view, turn) => {
      const answer = holds(view, turn)
      return answer === undefined ? undefined : answer === wanted ? then(view, turn) : other(view, turn)
    }
  }

  private closed(wanted: boolean): Filling | null {
    const other = this.until(['endif', 'endunless'])
    return isEnd(this.take(), wanted) ? other : null
  }

  private loop(asked: string): Filling | null {
    const [, name = '', path = ''] = /^([a-z]\w*) in ([\w.]+)$/i.exec(asked) ?? []
    const listed = valueAt(path)
    const each = this.until(['endfor'])
    if (this.take()?.word !== 'endfor' || !listed || !each || name === 'forloop') return null
    return (view, turn) => {
      const list = listed(view, turn)
      if (!Array.isArray(list)) return undefined
      const turns = list.map((item: unknown, index): Turn => ({ name, item, first: index === 0, last: index === list.length - 1, outer: turn }))
      return joined(turns, (inner) => each(view, inner))
    }
  }

  private take(): Piece | undefined {
    return this.pieces[this.at++]
  }
}

const isEnd = (piece: Piece | undefined, wanted: boolean): boolean => piece?.word === (wanted ? 'endif' : 'endunless') && piece.rest === ''

const constant = (text: string): Filling => () => text

function joined<Part>(parts: readonly Part[], fill: (part: Part) => string | undefined): string | undefined {
  let text = ''
  for (const part of parts) {
    const filled = fill(part)
    if (filled === undefined) return undefined
    text += filled
  }
  return text
}

/** What is there but empty is nothing; what is no word is a mistake, and Liquid's to judge. */
function word(path: string): Filling | null {
  const value = valueAt(path)
  return value && ((view, turn) => {
    const found = value(view, turn)
    if (typeof found === 'string') return escapeMarkup(found)
    return typeof found === 'number' ? escapeMarkup(String(found)) : found === null ? '' : undefined
  })
}

/** In Liquid only what is missing, null or false does not hold. */
function condition(asked: string): ((view: Names, turn: Turn | null) => boolean | undefined) | null {
  const [, path = '', literal] = /^([\w.]+)(?: == '([^'\\]*)')?$/.exec(asked) ?? []
  const value = valueAt(path)
  if (!value) return null
  if (literal === undefined) return (view, turn) => ![undefined, null, false].includes(value(view, turn) as undefined)
  return (view, turn) => {
    const found = value(view, turn)
    return typeof found === 'string' ? found === literal : found === undefined || found === null ? false : undefined
  }
}

type Value = (view: Names, turn: Turn | null) => unknown

const LITERALS = ['true', 'false', 'nil', 'null', 'empty', 'blank', 'and', 'or', 'not', 'contains', 'in']
/** What Liquid counts or picks of a list or a text. */
const COUNTED = ['size', 'first', 'last']
const PATH = /^[a-z_]\w*(\.[a-z_]\w*)*$/i

/** Null for what is no path of names. */
function valueAt(path: string): Value | null {
  if (path === 'forloop.first') return (_, turn) => turn?.first
  if (path === 'forloop.last') return (_, turn) => turn?.last
  const [name = '', ...parts] = path.split('.')
  if (!PATH.test(path) || LITERALS.includes(name) || name === 'forloop' || parts.some((part) => COUNTED.includes(part))) return null
  return (view, turn) => {
    let value = named(view, turn, name)
    for (const part of parts) value = own(value, part)
    return value
  }
}

/** The turns of loops hide what else has their names. */
function named(view: Names, turn: Turn | null, name: string): unknown {
  for (let one = turn; one !== null; one = one.outer) if (one.name === name) return one.item
  return own(view, name)
}

const own = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)
