/** The works that `npm run bench` knows, in the order in which they run. */
import { api } from './api'
import { callQueue } from './call-queue'
import { decide } from './decide'
import { dispatch, dispatchBull, dispatchTwilio } from './dispatch'
import { growingPlan, growingRelay } from './growth'
import { importAgain, importChanged, importFirst } from './import'
import { million } from './million'
import { plan } from './plan'
import { stop, stopBull } from './stop'
import { webhook } from './webhook'
import type { Work } from './work'

export const WORKS: readonly Work[] = [
  importFirst,
  importAgain,
  importChanged,
  decide,
  plan,
  dispatch,
  dispatchBull,
  dispatchTwilio,
  stop,
  stopBull,
  webhook,
  callQueue,
  api,
  growingPlan,
  growingRelay,
  million,
]
