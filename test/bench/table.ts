/** The figures as a table for the README, and what fails a bench: a ratio below its must, a loss, a double. */
import os from 'node:os'
import type { Result } from './harness'
import { median } from './side'
import type { Report } from './work'

export const rateOf = ({ count, ms }: Report): number => count / (ms / 1000)

/** Ratio of the medians; each pair ran within the same minute. */
const ratioOf = ({ floor, product }: Result): number => median(product.map(rateOf)) / median(floor.map(rateOf))

export function failuresOf(result: Result): string[] {
  const { work, floor, product } = result
  const problems = [...floor, ...product].flatMap((report) => report.problems)
  const reached = floor.length > 0 ? ratioOf(result) : median(product.map(rateOf))
  return [
    ...new Set(problems.map((problem) => `${work.name}: ${problem}`)),
    ...(reached < work.must ? [`${work.name}: ${figure(reached)} is below ${figure(work.must)}`] : []),
    ...Object.entries(work.most ?? {})
      .filter(([name, most]) => medianOf(product, name) > most && medianOf(floor, name) <= most)
      .map(([name, most]) => `${work.name}: ${name} ${figure(medianOf(product, name))} is above ${most}`),
  ]
}

const medianOf = (reports: readonly Report[], name: string): number => median(reports.map(({ figures }) => figures[name] ?? 0))

export function table(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { work, n, floor, product } = result
    const ratio = floor.length > 0 ? figure(ratioOf(result)) : '–'
    return `| ${work.name} | ${n.toLocaleString('en')} ${work.unit} | ${spread(floor)} | ${spread(product)} | ${ratio} | ${figure(work.must)}${floor.length > 0 ? '' : '/s'} | ${memory(product)} | ${extras(product)} |`
  })
  return [
    '| work | size | floor per second (min to max) | product per second (min to max) | ratio | must | peak memory | also |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** Whoever reads the figures should know whose minute it was. */
export const machine = (): string =>
  `${os.availableParallelism()} cores (${os.cpus()[0]?.model ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`

function spread(reports: readonly Report[]): string {
  if (reports.length === 0) return '–'
  const rates = reports.map(rateOf)
  return `${figure(median(rates))} (${figure(Math.min(...rates))} to ${figure(Math.max(...rates))})`
}

const memory = (reports: readonly Report[]): string => `${Math.round(Math.max(...reports.map(({ peakRssMb }) => peakRssMb)))} MiB`

function extras(reports: readonly Report[]): string {
  const names = [...new Set(reports.flatMap(({ figures }) => Object.keys(figures)))]
  return names.map((name) => `${name} ${figure(medianOf(reports, name))}`).join(', ')
}

const figure = (value: number): string =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en')
