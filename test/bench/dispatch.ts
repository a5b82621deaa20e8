/** Dispatch: what is due leaves, one request each, through the second gate, with its wording and its events kept. */
import { besideCarrier } from './carrier'
import { seedContacts } from './contacts'
import { seedFloorDispatch } from './floor/dispatch-schema'
import type { Work } from './work'

export const dispatch: Work = {
  name: 'dispatch',
  unit: 'contacts',
  n: 20_000,
  beside: besideCarrier,
  floor: { program: 'floor/dispatch', seed: seedFloorDispatch },
  product: { program: 'product/dispatch', seed: seedContacts },
  must: 0.4,
}
