/** The carriers' side of a fault run: what lives through everything, and whose own count is the truth; here the sandbox carrier. */
import { randomUUID } from 'node:crypto'
import { addDays, type ImportedDebtor, type LocalDate } from '#domain'
import { startCarrier } from '../support/carrier'

export interface CarrierSide {
  /** By which the processes find them, and know who calls back. */
  readonly settings: Readonly<Record<string, string>>
  /** How a debtor can be reached, and by that what becomes of the message. */
  reach(index: number, today: LocalDate): Partial<ImportedDebtor>
  inFlight(): Promise<number>
  /** Ids of hand-overs, as often as they were accepted. */
  accepted(): Promise<readonly string[]>
  /** Of all that went against their contracts. */
  violations(): readonly string[]
  /** What they did with messages, to be read. */
  tally(): readonly string[]
  /** One of them is gone in the middle of its work, and comes back; absent: that is not part of the run. */
  goAway?(): Promise<void>
  /** Ends when everything is called back, or what is left is not taken; says that. From then on messages are only taken. */
  calmDown(): Promise<readonly string[]>
  close(): Promise<void>
}

const LATENCY_MS = 60

/** `door` is the origin of the webhooks process. */
export type OpenCarrierSide = (folder: string, door: string) => Promise<CarrierSide>

export const openSandboxSide: OpenCarrierSide = async (folder, door) => {
  const secret = randomUUID()
  const carrier = await startCarrier({ folder, callbackUrl: `${door}/webhooks/sandbox`, callbackSecret: secret, latencyMs: LATENCY_MS })
  return {
    settings: { TIJDIG_SANDBOX_URL: carrier.url, TIJDIG_SANDBOX_SECRET: secret },
    reach,
    inFlight: async () => (await carrier.stats()).inFlight,
    accepted: async () =>
      (await carrier.log()).flatMap(({ type, handOverId }) => (type === 'accepted' && handOverId !== undefined ? [handOverId] : [])),
    violations: () => [],
    tally: () => [],
    calmDown: () => Promise.resolve([]),
    close: () => carrier.kill(),
  }
}

/** Of twenty: sixteen by e-mail of which one refuses and one loses the answer, four by WhatsApp, where nothing can be looked up. */
function reach(index: number, today: LocalDate): Partial<ImportedDebtor> {
  const kind = index % 20
  if (kind < 16) return { email: `${kind === 0 ? 'refused' : kind === 1 ? 'reset' : 'klant'}+${index}@voorbeeld.example` }
  return { whatsapp: { number: mobile(index), consentedOn: addDays(today, -200) }, preferredChannel: 'whatsapp' }
}

export const mobile = (index: number): string => `+316${String(10_000_000 + index).padStart(8, '0')}`
