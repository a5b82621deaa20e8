/** The drivers a creditor's messages leave by: its own accounts in their order, else those that stand for everybody. */
import type { MessageDriver } from '#channels'
import type { CreditorId } from '#domain'
import { readAccount, unseal, type SecretsKeys } from '#settings'
import { sealedAccountsOf, type AccountChannel, type AccountKey, type SealedAccount } from '#store'
import { openDrivers, watched, type DriverLimits, type DriversByChannel, type Watched } from './open-drivers'

export interface AccountOptions extends Watched {
  readonly keys: SecretsKeys
  readonly limits: DriverLimits
  readonly publicUrl: string | null
}

interface OpenAccount extends AccountKey {
  readonly sealed: Buffer
  readonly drivers: readonly MessageDriver[]
}

/** Changed settings are seen after this long at most. */
const FRESH_MS = 30_000

export const aboutAccount = ({ creditorId, channel, name }: AccountKey): string => `${creditorId} ${channel} ${name}`

export class CarrierAccounts {
  private readonly read = new Map<CreditorId, { readonly until: number; readonly accounts: readonly OpenAccount[] }>()

  constructor(
    private readonly options: AccountOptions,
    private readonly spare: DriversByChannel,
  ) {}

  /** Reads the accounts of these creditors, where they are not known or grew old. */
  async load(creditors: readonly CreditorId[]): Promise<void> {
    const wanted = [...new Set(creditors)].filter((id) => (this.read.get(id)?.until ?? 0) < performance.now())
    if (wanted.length === 0) return
    const rows = await sealedAccountsOf(this.options.database, wanted)
    for (const id of wanted) {
      const before = this.read.get(id)?.accounts ?? []
      const mine = rows.filter(({ creditorId }) => creditorId === id)
      const accounts = mine.map(
        (row) => before.find((one) => isSame(one, row)) ?? this.open(row, mine.filter(({ channel }) => channel === row.channel).length > 1),
      )
      this.read.set(id, { until: performance.now() + FRESH_MS, accounts })
      await closeAll(before.filter((one) => !accounts.includes(one)))
    }
  }

  /** In the order they are tried: the creditor's own, else the one that stands for everybody and what may take over for it. */
  of(creditorId: CreditorId, channel: AccountChannel, standing: MessageDriver): readonly MessageDriver[] {
    const own = (this.read.get(creditorId)?.accounts ?? [])
      .filter((account) => account.channel === channel)
      .flatMap(({ drivers }) => drivers)
    return own.length > 0 ? own : [standing, ...this.spare[channel]]
  }

  async close(): Promise<void> {
    await closeAll([...this.read.values()].flatMap(({ accounts }) => accounts))
    this.read.clear()
    await Promise.all(
      Object.values(this.spare)
        .flat()
        .map((driver) => driver.close()),
    )
  }

  private open(row: SealedAccount, hasOther: boolean): OpenAccount {
    const { keys, publicUrl, limits, log } = this.options
    const text = unseal(keys, row.sealed, aboutAccount(row))
    if (text === undefined) {
      log.error(
        { creditor: row.creditorId, channel: row.channel, account: row.name },
        'no key of TIJDIG_SECRETS_KEY opens this account: nothing leaves by it',
      )
      return { ...row, drivers: [locked(row.name)] }
    }
    const settings = readAccount(row.channel, JSON.parse(text) as Record<string, string>, publicUrl)
    const drivers = openDrivers({ ...settings, publicUrl }, limits)[row.channel]
    return {
      ...row,
      drivers: drivers.map((driver) =>
        watched(
          this.options,
          { ...driver, carrier: `${driver.carrier}:${row.name}` },
          `${driver.carrier}:${row.name} of ${row.creditorId}`,
          hasOther || drivers.length > 1,
        ),
      ),
    }
  }
}

const isSame = (open: OpenAccount, row: SealedAccount): boolean =>
  open.channel === row.channel && open.name === row.name && open.sealed.equals(row.sealed)

const closeAll = async (accounts: readonly OpenAccount[]): Promise<void> =>
  void (await Promise.all(accounts.flatMap(({ drivers }) => drivers.map((driver) => driver.close()))))

/** Never by somebody else's account instead, and not by the sandbox: it waits for the key. */
const locked = (name: string): MessageDriver => ({
  carrier: `locked:${name}`,
  connections: 1,
  isResting: () => true,
  deliver: () => Promise.resolve({ kind: 'later', failure: 'account', code: 'no-key' }),
  close: () => Promise.resolve(),
})
