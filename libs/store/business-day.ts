/** Which day it is for a creditor, in statements: in the zone of its policy as it is published now. */

/** Null where there is no such policy. */
export const ZONE_OF = (creditor: string): string => `(
  select v.definition ->> 'zone' from creditor r join configuration_version v on v.kind = 'policy' and v.name = r.policy and v.published_at is not null
    and (v.creditor_id is null or v.creditor_id = r.id)
  where r.id = ${creditor} order by v.creditor_id nulls last, v.version desc limit 1)`

/** Midnight in Greenwich is one or two o'clock here. */
export const DAY_OF = (instant: string, creditor: string): string =>
  `(${instant}::timestamptz at time zone coalesce(${ZONE_OF(creditor)}, 'UTC'))::date`
