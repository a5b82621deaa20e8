/** Reachable points: those of a debtor `d` that a message may go to, and whether each has said stop; as decide sees them. */

/** To stand after `from`: `o.at` is null where nobody said stop. */
export const REACHABLE_POINTS = `contact_point p
  join sender n on n.creditor_id = p.creditor_id and n.channel = p.channel
  left join opt_out o on o.creditor_id = p.creditor_id and o.channel = p.channel and o.sender = n.address and o.address_hash = p.address_hash
  where p.creditor_id = d.creditor_id and p.debtor_id = d.id and p.usable and p.purpose <> 'invoice'
    and not exists (select from representative r where r.creditor_id = d.creditor_id and r.debtor_id = d.id and r.instead and p.representative_id is distinct from r.id)`
