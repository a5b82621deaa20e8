/** What a carrier's SDK throws when it sends by our exchange: the whole end of it, where its own errors have lost whether the request left. */
import type { Exchanged } from './http-exchange'

export class NoSuccess extends Error {
  constructor(readonly exchanged: Exchanged) {
    super('the exchange did not end in success')
  }
}
