/** A refusal of the API in the words of whoever reads it. */
import { Problem } from '../../api/problem'

export const said = (fault: Error, words: (fault: Problem) => string): Error =>
  fault instanceof Problem ? new Problem(fault.status, fault.code, words(fault), fault.requestId, fault.errors, true) : fault
