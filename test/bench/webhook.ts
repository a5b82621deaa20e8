/** Webhook: statuses of messages that Twilio calls back, each answered when it is durable; some come twice, some are forged. */
import { migrate } from '#store'
import { besideCaller, FORGED_IN, TWICE_IN } from './caller'
import { TODAY } from './debtors'
import { onDatabase } from './server'
import type { Work } from './work'

export const webhook: Work = {
  name: 'webhook',
  unit: `messages (1 in ${TWICE_IN} twice, 1 in ${FORGED_IN} forged)`,
  n: 20_000,
  beside: besideCaller,
  floor: { program: 'floor/webhook', seed: seedFloor },
  product: { program: 'product/webhook', seed: (url) => migrate(url, TODAY).then(() => undefined) },
  must: 0.45,
}

function seedFloor(url: string, messages: number): Promise<void> {
  return onDatabase(url, async (client) => {
    await client.query(`
      create table contact (id bigint primary key, carrier_reference text not null unique, state smallint not null) with (fillfactor = 80);
      create table call (reference text not null, status text not null, at timestamptz not null, primary key (reference, status));
      insert into contact select i, 'SM' || lpad(i::text, 32, '0'), 1 from generate_series(1, ${messages}) i`)
  })
}
