/** Lines of a YAML file: where each field stands, so that a refusal can name the line a person has to change. */
import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter } from 'yaml'

/** The line of a field by its dotted path, or of the nearest that is there; undefined when not even the first name is. */
export type LineOf = (field: string) => number | undefined

export function linesOf(document: Document, lineCounter: LineCounter, linesBefore: number): LineOf {
  return (field) => {
    let node: unknown = document.contents
    let offset: number | undefined
    for (const name of field.split('.')) {
      const [start, value] = childOf(node, name)
      if (start === undefined) break
      offset = start
      node = value
    }
    return offset === undefined ? undefined : lineCounter.linePos(offset).line + linesBefore
  }
}

/** Where the name or item begins, and what it holds. */
function childOf(node: unknown, name: string): readonly [start: number | undefined, value: unknown] {
  if (isSeq(node)) {
    const item = node.items[Number(name)]
    return [isNode(item) ? item.range?.[0] : undefined, item]
  }
  if (!isMap(node)) return [undefined, undefined]
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
  return [isNode(pair?.key) ? pair.key.range?.[0] : undefined, pair?.value]
}
