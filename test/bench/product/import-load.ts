/** Loads a file of the import bench through the product, as `tijdig import claims` does. */
import { importClaims, publishedMapping, Rulebooks, type ImportReport } from '#pipeline'
import { listCreditors, type Database } from '#store'
import { NOW } from '../debtors'

export async function loadByProduct(database: Database, path: string): Promise<ImportReport> {
  const [creditor] = await listCreditors(database)
  if (!creditor) throw new Error('the bench has made no creditor')
  const { mapping, version } = await publishedMapping(database, creditor.id, 'generic')
  return importClaims(
    { database, rulebooks: new Rulebooks(database) },
    {
      creditor,
      file: path,
      mapping: { ...mapping, fullExport: true },
      mappingVersion: version,
      errorFile: `${path}.refused`,
    },
    NOW,
  )
}
