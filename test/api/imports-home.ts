/** Files of a creditor as they are read over the API, what is undone of them, and what they left behind. */
import type { ApiCaller } from '../support/api'
import type { addCreditor, PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

interface Run {
  readonly id: string
  readonly state: string
  readonly undo: string | null
  readonly withdrawn: number
  readonly putBack: number
  readonly kept: number
  readonly loaded: number
}
interface Row {
  readonly reference: string
  readonly open: string
  readonly debtor?: string
}

export interface ImportsHome {
  readonly bench: PipeBench
  readonly caller: ApiCaller
  readonly creditor: Awaited<ReturnType<typeof addCreditor>>
}

export interface Imports {
  get<T>(path: string): Promise<T>
  post(path: string, body?: object): ReturnType<ApiCaller['call']>
  /** Answers once it is read. */
  upload(rows: readonly Row[], mapping?: string): Promise<Run>
  reached(id: string, is: (run: Run) => boolean): Promise<Run>
  undo(id: string): Promise<Run>
  /** Each with its state and what is open, where that is the sum of its ledger. */
  claims(): Promise<string[]>
  sentTo(): Promise<string[]>
}

export function importsOf(home: () => ImportsHome): Imports {
  const at = (path: string): string => `/v1/creditors/${home().creditor.id}${path}`
  const get = async <T>(path: string): Promise<T> => (await home().caller.call<T>('GET', at(path))).body
  const post = (path: string, body?: object): ReturnType<ApiCaller['call']> => home().caller.call('POST', at(path), { body })
  async function reached(id: string, is: (run: Run) => boolean): Promise<Run> {
    for (let asked = 0; asked < 1_000; asked++) {
      const run = await get<Run>(`/imports/${id}`)
      if (is(run)) return run
    }
    throw new Error(`${id} stays as it is: ${JSON.stringify(home().bench.told)}`)
  }
  return {
    get,
    post,
    reached,
    async upload(rows, mapping = 'generic') {
      const file = [
        'reference;original;open;dueOn;issuedOn;debtorReference;debtorName;email',
        ...rows.map(
          ({ reference, open, debtor = `D-${reference}` }) =>
            `${reference};150,00;${open};07-01-2027;24-12-2026;${debtor};A. Voorbeeldsma;${debtor.toLowerCase()}@voorbeeld.example`,
        ),
        '',
      ].join('\n')
      const {
        body: { id },
      } = await home().caller.call<{ id: string }>('POST', at(`/imports?kind=claims&mapping=${mapping}`), {
        headers: { 'content-type': 'text/csv' },
        body: file,
      })
      return reached(id, ({ state }) => state !== 'running')
    },
    async undo(id) {
      expect((await post(`/imports/${id}/undo`)).status).toBe(202)
      return reached(id, (run) => run.undo === 'done')
    },
    async claims() {
      const { bench, creditor } = home()
      return (
        await bench.database.query<{ text: string }>(
          `select split_part(reference, '~', 1) || ' ' || state || ' ' || open_cents as text from claim where creditor_id = $1 and open_cents = (select sum(amount_cents) from ledger_entry l where l.creditor_id = $1 and l.claim_id = claim.id) order by id`,
          [creditor.id],
        )
      ).map(({ text }) => text)
    },
    sentTo: async () =>
      (await attempts(home().bench, home().creditor))
        .filter(({ state }) => state === 'handed-over')
        .map(({ debtor }) => debtor)
        .sort(),
  }
}
