/** A refusal of the API in the words of whoever reads it. */
import { inWords, Problem } from '../../api/problem'

export const said = (fault: Error, words: (fault: Problem) => string): Error =>
  fault instanceof Problem ? inWords(fault, words(fault)) : fault
