/** Compares a result with what a scenario expects: each list given in order and in full, of each item only the keys given. */
import { RESULT_LISTS } from './scenario'
import type { Expectation, ResultList } from './scenario'
import type { SimulationResult } from './result'

/** One sentence for each difference; empty when all is as expected. */
export function compareExpected(result: SimulationResult, expect: Expectation): string[] {
  return RESULT_LISTS.flatMap((list) => compareList(list, result[list], expect[list]))
}

function compareList(list: ResultList, came: readonly object[], expected: Expectation[ResultList]): string[] {
  if (!expected) return []
  const differences = expected.flatMap((item, index) =>
    compareItem(`${list}.${index}`, came[index] as Readonly<Record<string, unknown>> | undefined, item),
  )
  const unexpected = came
    .slice(expected.length)
    .map((item, index) => `${list}.${expected.length + index}: expected nothing, came ${JSON.stringify(item)}`)
  return [...differences, ...unexpected]
}

function compareItem(
  path: string,
  came: Readonly<Record<string, unknown>> | undefined,
  expected: Readonly<Record<string, unknown>>,
): string[] {
  if (!came) return [`${path}: expected ${JSON.stringify(expected)}, came nothing`]
  return Object.entries(expected)
    .filter(([key, value]) => !same(came[key], value))
    .map(([key, value]) => `${path}.${key}: expected ${JSON.stringify(value)}, came ${JSON.stringify(came[key])}`)
}

/** A field that does not apply may be left out or null. Of nested values, too, only the keys given count. */
function same(came: unknown, expected: unknown): boolean {
  if (Array.isArray(expected))
    return Array.isArray(came) && came.length === expected.length && expected.every((item, index) => same(came[index], item))
  if (typeof expected !== 'object' || expected === null) return (came ?? null) === expected
  if (typeof came !== 'object' || came === null) return false
  return Object.entries(expected).every(([key, value]) => same((came as Readonly<Record<string, unknown>>)[key], value))
}
