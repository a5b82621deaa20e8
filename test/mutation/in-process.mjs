/** Runs the tests of the decision core in Stryker's own process: only the code under test is loaded anew for each mutant, so that all of them take minutes. */
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compileFunction } from 'node:vm'

/** They take as long for one mutant as all others together. */
const SLOW = /^(properties|configuration)/
const TESTS = [
  ...readdirSync(new URL('../decision', import.meta.url))
    .filter((name) => name.endsWith('.test.ts') && !SLOW.test(name))
    .map((name) => `decision/${name.slice(0, -'.test.ts'.length)}`),
  'scenarios/scenarios',
  'scenarios/refusals',
]
/** What holds mutants, or remembers what one has worked out. The rest, settings and the shipped files above all, is loaded once. */
const ANEW = /[\\/]dist[\\/](libs[\\/](decision|simulation)|test)[\\/](?!scenarios[\\/]shipped-configuration)/

/** Such a file is read and compiled once; anew it only runs, which takes a tenth of the time. */
function keepCompiled() {
  const compiled = new Map()
  const usual = Module._extensions['.js']
  Module._extensions['.js'] = (module, path) => {
    if (!ANEW.test(path)) return usual(module, path)
    if (!compiled.has(path))
      compiled.set(
        path,
        compileFunction(readFileSync(path, 'utf8'), ['exports', 'require', 'module', '__filename', '__dirname'], { filename: path }),
      )
    compiled.get(path).call(module.exports, module.exports, (id) => module.require(id), module, path, dirname(path))
  }
}

class Runner {
  require = createRequire(join(process.cwd(), 'in-process.js'))
  sentences = this.require('./test/scenarios/__snapshots__/scenarios.test.ts.snap')
  current = ''
  kills = new Map()
  stryker = (globalThis.__stryker__ ??= {})

  capabilities() {
    return { reloadEnvironment: true }
  }

  /** The tests read the shipped files from beside their own folder. */
  init() {
    const beside = join(process.cwd(), 'dist', 'config')
    // After a mutant that never came to an end the process begins anew.
    if (!existsSync(beside)) symlinkSync(join(process.cwd(), 'config'), beside)
    keepCompiled()
  }

  async dryRun() {
    const results = await this.run()
    const failed = results.find(({ failureMessage }) => failureMessage !== undefined)
    if (failed) return { status: 'error', errorMessage: `${failed.name}: ${failed.failureMessage}` }
    return { status: 'complete', tests: results, mutantCoverage: this.stryker.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    Object.assign(this.stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 })
    const results = await this.run((id) => testFilter === undefined || testFilter.includes(id))
    if (this.stryker.hitCount > hitLimit) return { status: 'timeout', reason: 'it went on and on' }
    const failed = results.find(({ failureMessage }) => failureMessage !== undefined)
    if (failed) this.kills.set(failed.id, this.killsOf(failed) + 1)
    return failed
      ? { status: 'killed', killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests: results.length }
      : { status: 'survived', nrOfTests: results.length }
  }

  killsOf({ id }) {
    return this.kills.get(id) ?? 0
  }

  /** Until the first that fails; those that have failed most often go first, since neighbours are found by the same tests. */
  async run(wanted = () => true) {
    const results = []
    let tests
    try {
      tests = this.collect()
    } catch (fault) {
      return [{ id: 'loading', name: 'loading', status: 1, timeSpentMs: 0, failureMessage: String(fault) }]
    }
    for (const { id, name, body } of tests.filter((one) => wanted(one.id)).sort((a, b) => this.killsOf(b) - this.killsOf(a))) {
      this.stryker.currentTestId = id
      this.current = name
      const start = Date.now()
      let failureMessage
      try {
        await body()
      } catch (fault) {
        failureMessage = String(fault)
      }
      this.stryker.currentTestId = undefined
      results.push({ id, name: id, status: failureMessage === undefined ? 0 : 1, timeSpentMs: Date.now() - start, failureMessage })
      if (failureMessage !== undefined) break
    }
    return results
  }

  collect() {
    for (const path of Object.keys(this.require.cache)) if (ANEW.test(path)) delete this.require.cache[path]
    const tests = []
    let within = []
    const test = (name, body) => void tests.push({ id: [...within, name, tests.length].join(' '), name, body })
    const describe = (name, body) => {
      within = [...within, name]
      body()
      within = within.slice(0, -1)
    }
    const each = (one) => (rows) => (name, body) =>
      rows.forEach((row) =>
        one(
          name.replace('%s', () => String(row)),
          () => body(...(Array.isArray(row) ? row : [row])),
        ),
      )
    const { expect } = this.require('expect')
    expect.extend({ toMatchSnapshot: (text) => ({ pass: this.known(text), message: () => 'other sentences' }) })
    Object.assign(globalThis, {
      test: Object.assign(test, { each: each(test) }),
      it: test,
      describe: Object.assign(describe, { each: each(describe) }),
      expect,
    })
    for (const file of TESTS) this.require(join(process.cwd(), 'dist', 'test', `${file}.test.js`))
    return tests
  }

  /** Kept with the tests, since a process that begins anew has seen no run without a mutant. */
  known(text) {
    const said = this.sentences[`${this.current} 1`]
    return said !== undefined && said.trim() === `"${text}"`
  }
}
Runner.inject = []

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: Runner }]
