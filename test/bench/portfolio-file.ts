/** The file of the import bench: ten columns in the generic form, every fifth debtor with two claims; some rows quoted, none wrong. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HEAD = 'reference;open;dueOn;debtorReference;debtorName;debtorKind;language;email;mobile;currency'
const PIECE = 1_000_000

/** What is in the file, to be found back in a database. */
export interface PortfolioFile {
  readonly path: string
  readonly debtors: number
  readonly cents: number
  remove(): void
}

/** Of every `changedEvery` claims one has another amount than in the file without changes. */
export function writePortfolioFile(claims: number, changedEvery = 0): PortfolioFile {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-bench-import-'))
  const path = join(folder, 'open-items.csv')
  const file = openSync(path, 'w')
  let text = `${HEAD}\n`
  let [debtor, cents] = [0, 0]
  for (let claim = 0; claim < claims; claim++) {
    if (claim % 6 !== 5) debtor++
    const amount = 1_000 + ((claim * 37) % 90_000) + (changedEvery > 0 && claim % changedEvery === 0 ? 500 : 0)
    cents += amount
    text += rowOf(claim, debtor, amount)
    if (text.length > PIECE) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  return {
    path,
    debtors: debtor,
    cents,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function rowOf(claim: number, debtor: number, amount: number): string {
  const name = debtor % 20 === 0 ? `"Handel ""${debtor}""; B.V."` : `A. Proefstra-${debtor}`
  const due = `${String(1 + (claim % 28)).padStart(2, '0')}-${String(1 + (claim % 12)).padStart(2, '0')}-2026`
  const mobile = `06-1${String(1_000_000 + (debtor % 8_000_000))}`
  return `VRK-${claim};${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')};${due};D-${debtor};${name};${debtor % 20 === 0 ? 'business' : 'consumer'};${debtor % 7 === 0 ? 'en' : 'nl'};klant.${debtor}@voorbeeld.example;${mobile};EUR\n`
}
