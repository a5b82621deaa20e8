/** Runs dependency-cruiser over a tree with the rules of the repository and lists what is broken. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(__dirname, '../..')

export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
}
export interface Cruise {
  readonly modules: readonly string[]
  readonly violations: readonly Violation[]
}
interface CruiseOutput {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[]
  }
}

/** In a process of its own, since the cruiser is ESM with import.meta, which jest on Node 20 cannot load. */
export function cruise(folder: string): Cruise {
  const tops = ['apps', 'libs', 'test'].filter((top) => existsSync(join(folder, top)))
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(ROOT, '.dependency-cruiser.cjs')
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const
  const output = JSON.parse(execFileSync(process.execPath, [program, '--config', config, '-T', 'json', ...tops], options)) as CruiseOutput
  return {
    modules: output.modules.map((module) => module.source),
    violations: output.summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })),
  }
}
