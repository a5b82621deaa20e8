/** Cells that are made to hinder: each is refused like every other that does not fit, and no other file waits for it. */
import type { ImportMapping } from '#domain'
import { readClaims } from '#portfolio'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'

const generic = shippedMapping('generic')
const SOUND = { reference: 'A-1', dueOn: '15-01-2027', open: '62,50', debtorReference: 'D-1', debtorName: 'C. Voorbeeldsma' }

async function refusedFields(change: Record<string, string>, mapping: ImportMapping = generic): Promise<readonly string[]> {
  const row = { ...SOUND, ...change }
  const [line] = await all(readClaims(streamOf(`${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`), mapping))
  return line?.kind === 'error' ? line.errors.map(({ field }) => field) : []
}

test('`constructor`, which every object has, is a word that the mapping does not know', async () => {
  const debtorKind = { columns: ['debtorKind'], join: false, values: { p: 'consumer' }, otherwise: null }
  const mapping = { ...generic, fields: { ...generic.fields, debtorKind } }
  expect(await refusedFields({ debtorKind: 'P' }, mapping)).toEqual([])
  expect(await refusedFields({ debtorKind: 'Constructor' }, mapping)).toEqual(['debtorKind'])
})

test('an amount or a street of many signs', async () => {
  // So many that a pattern which looks at every place from every other would not end today.
  const many = ' '.repeat(2_000_000)
  const refused = await refusedFields({ open: `1${many}+`, street: `A${many}x`, postcode: '1234 AB', city: 'Proefwijk' })
  expect(refused).toEqual(expect.arrayContaining(['open', 'street']))
})
