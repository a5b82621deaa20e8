/** What a bench is made of: a work with two sides, the hand-written floor and the product, each a program that is run in a process of its own. */

/** Numbers and names that a side is told; they travel as JSON to its standard input. */
export type Told = Readonly<Record<string, string | number | boolean | null>>

export interface Side {
  /** File below test/bench without extension, e.g. `floor/plan`. */
  readonly program: string
  readonly told?: Told
  /** Fills a fresh database, once per bench; every run then gets a copy of it. Absent: the side uses no database. */
  readonly seed?: (url: string, n: number) => Promise<void>
}

/** What runs beside a side and is no part of what is measured: a carrier that counts, a Redis. Started anew for each run. */
export interface Beside {
  /** Handed to the side, e.g. where the carrier listens. */
  readonly told: Told
  /** After the run: what it saw that must not be, e.g. a contact that came twice. */
  problems(n: number): Promise<readonly string[]>
  close(): Promise<void>
}

export interface Work {
  readonly name: string
  /** What is counted, in the plural. */
  readonly unit: string
  /** Size of a run unless `--n` says otherwise. */
  readonly n: number
  /** Too long for a run of all works. */
  readonly onlyByName?: boolean
  readonly beside?: () => Promise<Beside>
  /** Null: there is nothing to be compared with, `must` is a rate. */
  readonly floor: Side | null
  readonly product: Side
  /** Least ratio to the floor, or without a floor the least rate per second. */
  readonly must: number
  /** Figures that may not be higher, on a machine where the floor keeps to them. */
  readonly most?: Readonly<Record<string, number>>
}

/** What a side reads from its standard input. */
export interface Run {
  /** Database of this run; empty for a side without one. */
  readonly url: string
  /** Folder of its server. */
  readonly cluster: string
  readonly n: number
  readonly told: Told
}

/** What a side's program answers, as the last line of its standard output. */
export interface Report {
  readonly count: number
  readonly ms: number
  /** Processor time that the process spent on it. */
  readonly processorMs: number
  /** And the database's; not told where the side has no clock of its own, which leaves what it checks afterwards in it. */
  readonly databaseMs?: number
  /** Highest resident size of the process, in MiB. */
  readonly peakRssMb: number
  /** Nothing lost, nothing doubled: anything in here fails the bench. */
  readonly problems: readonly string[]
  /** Beside the rate, e.g. `{ p99: 12.1 }`; medians are printed. */
  readonly figures: Readonly<Record<string, number>>
}
