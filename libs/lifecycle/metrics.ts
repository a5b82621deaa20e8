/** Metrics of one process in the form that Prometheus reads: labels are routes, channels and outcomes, never ids, names or addresses. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
  /** One answered request, by the pattern of its route. */
  answered(method: string, route: string, status: number, seconds: number): void
  /** One hand-over to a carrier, and how it ended. */
  handedOver(channel: string, outcome: string, seconds: number): void
  /** Asked at each scrape; a source that fails leaves its figures out. */
  watch(name: string, help: string, labels: readonly string[], look: () => Promise<readonly Figure[]>): void
}

export interface Figure {
  readonly value: number
  readonly labels?: Readonly<Record<string, string>>
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const http = new Histogram({
    name: 'tijdig_http_seconds',
    help: 'Answered requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const carrier = new Histogram({
    name: 'tijdig_hand_over_seconds',
    help: 'From request to answer of a carrier',
    labelNames: ['channel'],
    buckets: SECONDS,
    registers,
  })
  const outcomes = new Counter({
    name: 'tijdig_hand_overs_total',
    help: 'Hand-overs by channel and outcome',
    labelNames: ['channel', 'outcome'],
    registers,
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: (method, route, status, seconds) => {
      http.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds)
    },
    handedOver(channel, outcome, seconds) {
      carrier.observe({ channel }, seconds)
      outcomes.inc({ channel, outcome })
    },
    watch(name, help, labels, look) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        async collect() {
          gauge.reset()
          const figures = await look().catch((): readonly Figure[] => [])
          for (const { value, labels: of = {} } of figures) gauge.set({ ...of }, value)
        },
      })
    },
  }
}
