/** Dispatch: what is due leaves, one request each, through the second gate, with its wording and its events kept. */
import { besideCarrier, besideTwilio, withRedis } from './carrier'
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

/** By SMS and Twilio's SDK, whose floor is that SDK alone: no database, nothing kept, as many requests in flight. */
export const dispatchTwilio: Work = {
  ...dispatch,
  name: 'dispatch-twilio',
  beside: besideTwilio,
  floor: { program: 'floor/dispatch-twilio' },
  product: { program: 'product/dispatch', told: { sms: true }, seed: (url, contacts) => seedContacts(url, contacts, 'sms') },
  must: 0.7,
}

/** The same over Redis: scheduler and worker in one process, as in the floor, so that only the belt differs. */
export const dispatchBull: Work = {
  ...dispatch,
  name: 'dispatch-bull',
  beside: () => withRedis(besideCarrier),
  floor: { program: 'floor/dispatch-bull', seed: seedFloorDispatch },
  must: 0.48,
}
