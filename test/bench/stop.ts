/** What is queued stops: 100,000 contacts of one campaign, leaving at full speed, when payments, STOPs, holds, a pause and stop-all come. */
import type { Instant } from '#domain'
import { actOnCampaign, createCampaign, createSegment } from '#pipeline'
import { Database, getCreditor, type Creditor } from '#store'
import { besideCarrierInPart, withRedis } from './carrier'
import { seedContacts } from './contacts'
import { NOW } from './debtors'
import type { Work } from './work'

const KINDS = ['payment', 'STOP', 'hold', 'pause', 'stop-all'] as const

export const stop: Work = {
  name: 'stop',
  unit: 'contacts queued',
  n: 100_000,
  beside: besideCarrierInPart,
  floor: null,
  product: { program: 'product/stop', seed: seedCampaign },
  must: 0,
  most: Object.fromEntries(KINDS.map((kind) => [`${kind} ms`, 1000])),
}

export const stopBull: Work = { ...stop, name: 'stop-bull', beside: () => withRedis(besideCarrierInPart) }

/** All contacts belong to the campaign, which enrols nobody: it begins when the bench is long over. */
async function seedCampaign(url: string, contacts: number): Promise<void> {
  await seedContacts(url, contacts)
  const database = await Database.open(url, 'flow', 2)
  try {
    const [row] = await database.query<{ id: Creditor['id'] }>('select id from creditor')
    if (!row) throw new Error('no creditor')
    const creditor = await getCreditor(database, row.id)
    const segment = await createSegment(database, creditor, 'all', { field: 'product', in: ['bench'] }, 'bench', NOW)
    const { id } = await createCampaign(
      database,
      database,
      creditor,
      {
        name: 'all',
        kind: 'reminders',
        segmentId: segment.id,
        enrolment: 'continuous',
        variants: [{ name: 'a', strategy: 'consumer', strategyVersion: 1, share: 100 }],
        startsAt: (NOW + 86_400_000) as Instant,
        contactsPerHour: null,
        callsPerDay: null,
      },
      'bench',
      NOW,
    )
    await actOnCampaign(database, database, creditor, { id, action: 'start', by: 'bench' }, NOW)
    await database.query(`update contact_attempt set campaign_id = $1 where state = 'queued'`, [id])
  } finally {
    await database.close()
  }
}
