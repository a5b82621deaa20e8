/** Export: everybody a campaign has looked at, page by page, as a CSV for a spreadsheet. */
import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { isoInZone, type DebtorId } from '#domain'
import { csvWriter } from '#portfolio'
import { campaignRecipients, type Database, type Recipient, type StoredCampaign } from '#store'

const PAGE = 1000

/** Every page is a transaction of its own, as in the export of contacts. */
async function* recipients(tenant: Database, campaign: StoredCampaign): AsyncGenerator<Recipient> {
  let after: DebtorId | null = null
  for (;;) {
    const page: Recipient[] = await tenant.tenantTransaction([campaign.creditorId], (sql) => campaignRecipients(sql, campaign, after, PAGE))
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)?.debtorId ?? null
  }
}

const codesOf = (why: Recipient['why']): string => [...new Set((why ?? []).map(({ code }) => code))].join(' ')

/** The file as a stream; a fault on the way breaks it off, so that half a list is never taken for the whole. */
export function recipientsCsv(tenant: Database, campaign: StoredCampaign, zone: string): Readable {
  const output = new PassThrough()
  const writer = csvWriter(output, { columns: ['debtor', 'variant', 'state', 'reason', 'since'] })
  const write = async (): Promise<void> => {
    for await (const { debtor, variant, state, reason, why, since } of recipients(tenant, campaign)) {
      if (output.destroyed) return
      if (!writer.write([debtor, variant ?? '', state, reason ?? codesOf(why), isoInZone(since, zone)]))
        await Promise.race([once(writer, 'drain'), once(output, 'close')])
    }
    writer.end()
  }
  write().catch((fault: unknown) => output.destroy(fault instanceof Error ? fault : new Error(String(fault))))
  return output
}
