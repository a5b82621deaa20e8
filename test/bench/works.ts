/** The works that `npm run bench` knows, in the order in which they run. */
import { callQueue } from './call-queue'
import { decide } from './decide'
import { dispatch, dispatchBull } from './dispatch'
import { growingPlan, growingRelay } from './growth'
import { importAgain, importChanged, importFirst } from './import'
import { plan } from './plan'
import type { Work } from './work'

export const WORKS: readonly Work[] = [importFirst, importAgain, importChanged, decide, plan, dispatch, dispatchBull, callQueue, growingPlan, growingRelay]
