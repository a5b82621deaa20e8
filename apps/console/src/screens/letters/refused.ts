/** What the API refuses of a batch, in the words of whoever reads it. */
import { inWords, Problem } from '../../api/problem'

export function saidOf(fault: Error | null, words: Readonly<Record<string, string>>): Error | null {
  if (!(fault instanceof Problem)) return fault
  const text = words[fault.code]
  return text === undefined ? fault : inWords(fault, text)
}
