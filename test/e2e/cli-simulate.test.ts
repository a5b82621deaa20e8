/** `tijdig simulate` and the words of the command line: what needs no database. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { buildProgram } from '../../apps/cli/program'
import { CommandLine } from '../support/cli'

const SCENARIOS = join(__dirname, '../scenarios')
const scenario = (name: string): string => join(SCENARIOS, `${name}.json`)
const cli = new CommandLine()
afterAll(() => cli.remove())

describe('simulate', () => {
  it('prints one JSON object per file, a line each, and nothing else', async () => {
    const { code, stdout, stderr } = await cli.run('simulate', scenario('promise-kept'), scenario('promise-broken'))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; contacts: { reasons: unknown[] }[] })
    expect(results).toHaveLength(2)
    for (const { contacts } of results) for (const { reasons } of contacts) expect(reasons.length).toBeGreaterThan(0)
  })

  it('--check finds that the golden scenarios are as expected', async () => {
    const files = readdirSync(SCENARIOS)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(SCENARIOS, name))
    const { code, stderr } = await cli.run('simulate', '--check', ...files)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('--check prints what was expected and what came, and ends with 1', async () => {
    const given = JSON.parse(readFileSync(scenario('kings-day-moves-a-reminder'), 'utf8')) as {
      expect: { contacts: { channel: string }[] }
    }
    given.expect.contacts[0]!.channel = 'whatsapp'
    const file = cli.write('other.json', JSON.stringify(given))
    const { code, stderr } = await cli.run('simulate', '--check', file, scenario('promise-broken'))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^other\.json: contacts\.0\.channel: expected "whatsapp", came "\w+"\n$/)
  })

  it('--compare holds another policy against that of the files, for a population like their debtors, and says what people can do in a day', async () => {
    const { code, stdout } = await cli.run(
      'simulate',
      scenario('formal-notice-on-christmas-eve'),
      scenario('firm-over-easter'),
      '--compare',
      'nl-sociaal/sociaal',
      '--population',
      '56',
      '--agents',
      '1',
      '--calls-per-agent',
      '1',
    )
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as Record<
      'asWritten' | 'nl-sociaal/sociaal',
      { debtors: number; byPhase: Record<string, number>; costsAnnounced: string; calls: { daysOver: number; busiest: { count: number } } }
    >
    // One invoice a day for four weeks of each: every firm is called once, on days that are not all free.
    expect(told.asWritten).toMatchObject({ debtors: 56, byPhase: { 'due-day': expect.any(Number) as number } })
    expect(told.asWritten.calls.busiest.count).toBeGreaterThan(1)
    expect(told.asWritten.calls.daysOver).toBeGreaterThan(0)
    expect(Number(told.asWritten.costsAnnounced)).toBeGreaterThan(0)
    expect(told['nl-sociaal/sociaal']).toMatchObject({ debtors: 56, costsAnnounced: '0.00' })
    expect(await cli.run('simulate', scenario('promise-kept'), '--compare', 'nl-streng')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no policy nl-streng') as string,
    })
    // What it cannot do at once it does not leave out in silence.
    expect(await cli.run('simulate', scenario('promise-kept'), '--compare', 'nl-sociaal', '--check')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('leave out --compare') as string,
    })
  })

  it('refuses a file by the path of the field, plays the others, and ends with 2', async () => {
    const given = JSON.parse(readFileSync(scenario('promise-kept'), 'utf8')) as { debtor: Record<string, unknown> }
    const file = cli.write('mistyped.json', JSON.stringify({ ...given, debtor: { ...given.debtor, segmnt: 'loyal' } }))
    const { code, stdout, stderr } = await cli.run('simulate', file, scenario('promise-kept'))
    expect(code).toBe(2)
    expect(stderr).toMatch(/^mistyped\.json: debtor\.segmnt: .+\n$/)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  it.each([
    ['is not JSON', 'broken.json', '{'],
    ['must be an object', 'list.json', '[]'],
    ['line 3: is not JSON', 'comma.json', '{\n  "claims": [\n    1,]\n}\n'],
    ['line 2: is not JSON', 'quote.json', '{\n  "name": "x,\n  "from": 1\n}\n'],
    ['line 4: is not JSON', 'brace.json', '{\n  "name": {\n    "x": 1\n  }'],
  ])('refuses a file: %s (%s)', async (what, name, text) => {
    const { code, stdout, stderr } = await cli.run('simulate', cli.write(name, text))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`${name}: `)
    expect(stderr).toContain(what)
  })

  it('refuses a file that is not there, and --check without expect', async () => {
    expect(await cli.run('simulate', 'nowhere.json')).toEqual({ code: 2, stdout: '', stderr: 'nowhere.json: cannot be read (ENOENT)\n' })
    const { expect: _, ...bare } = JSON.parse(readFileSync(scenario('promise-kept'), 'utf8')) as { expect: unknown }
    const { code, stderr } = await cli.run('simulate', '--check', cli.write('bare.json', JSON.stringify(bare)))
    expect(code).toBe(2)
    expect(stderr).toContain('bare.json: expect: ')
  })
})

/** Every command that does something, with its help. */
function lessons(command: Command): { readonly words: string; readonly help: string }[] {
  if (command.commands.length > 0) return command.commands.flatMap(lessons)
  let help = ''
  command
    .configureOutput({
      writeOut: (text) => {
        help += text
      },
    })
    .outputHelp()
  return [{ words: command.name(), help }]
}

describe('the words of the command line', () => {
  it('every command teaches by examples and exit codes', () => {
    const taught = lessons(buildProgram())
    expect(taught.length).toBeGreaterThanOrEqual(25)
    const silent = taught.filter(({ help }) => !help.includes('\nExamples:\n  tijdig ') || !help.includes('\nExit codes:\n  0 '))
    expect(silent.map(({ words }) => words)).toEqual([])
    // Each stands as it is typed.
    expect(
      taught.flatMap(({ help }) => help.split('\n').filter((line) => /^ {2}tijdig /.test(line) && line.lastIndexOf('tijdig ') > 2)),
    ).toEqual([])
  })

  it('help of a command within another is its own, and a word that is no command is named', async () => {
    const { code, stdout, stderr } = await cli.run('help', 'creditor', 'add')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: tijdig creditor add [^]*\nExit codes:\n {2}0 /)
    expect(await cli.run('help', 'creditor', 'ad')).toEqual({
      code: 2,
      stdout: '',
      stderr: "error: unknown command 'ad'\n(--help tells more)\n",
    })
    expect((await cli.run('help')).stdout).toContain('First steps:')
  })

  it.each([[['--help']], [['import', 'claims', '--help']]])('help is an answer: %p', async (words) => {
    const { code, stdout, stderr } = await cli.run(...words)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Usage: tijdig')
  })

  it.each([[['nonsense']], [['timeline']], [['demo', '--days', '0']], [[]]])(
    'wrong usage %p ends with 2 and says so on standard error',
    async (words) => {
      const { code, stdout, stderr } = await cli.run(...words)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).not.toBe('')
    },
  )

  it('a setting that does not fit ends with 2, a database that does not answer with 3; neither shows a password or a stack', async () => {
    const mistyped = cli.as({ TIJDIG_DTA: 'x' })
    const unreachable = cli.as({ DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/none' })
    const wrong = await mistyped.run('tasks')
    const away = await unreachable.run('tasks')
    expect([wrong.code, away.code]).toEqual([2, 3])
    expect(wrong.stderr).toContain('TIJDIG_DTA')
    expect(away.stderr).toMatch(/^tijdig: cannot open the database of DATABASE_URL: .*ECONNREFUSED.*\n$/)
    expect(away.stderr).not.toContain('geheim')
  })
})
