/** The works that `npm run bench` knows, in the order in which they run. */
import { decide } from './decide'
import { dispatch } from './dispatch'
import { plan } from './plan'
import type { Work } from './work'

export const WORKS: readonly Work[] = [decide, plan, dispatch]
