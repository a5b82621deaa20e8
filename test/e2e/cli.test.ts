/** The command line on a database: what a user does in the first hour, with its answers and exit codes. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Database } from '#store'
import { CommandLine } from '../support/cli'
import { earlier } from '../support/earlier-items'
import { createTestDatabase, type TestDatabase } from '../support/postgres'
import { expectSoon } from '../support/soon'

const CONFIG = join(__dirname, '../../config')
let database: TestDatabase
let cli: CommandLine

beforeAll(async () => {
  database = await createTestDatabase()
  cli = new CommandLine({ DATABASE_URL: database.url, PORT: '0' })
  cli.write('open-items.csv', earlier(readFileSync(join(CONFIG, 'demo/open-items.csv'), 'utf8')))
})
afterAll(async () => {
  cli.remove()
  await database.drop()
})

/** A day from today, as the generic mapping writes it. */
const day = (fromToday: number): string =>
  new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('-')
const claims = (...rows: string[]): string =>
  `reference;invoiceNumber;issuedOn;dueOn;open;debtorReference;debtorName;email\n${rows.join('\n')}\n`
const row = (reference: string, open: string, dueOn: string): string =>
  `${reference};${reference};${day(-30)};${dueOn};${open};D-${reference};Proef Persoon;proef@example.nl`

it('refuses to work before the schema is there, and names the command that makes it', async () => {
  const { code, stdout, stderr } = await cli.run('creditor', 'list')
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  expect(stderr).toContain('migrate')
})

it('migrate says what ran; a second one has nothing to do', async () => {
  const first = await cli.json<{ migrations: string[]; versions: number }>('migrate')
  expect(first.migrations.length).toBeGreaterThan(0)
  expect(first.versions).toBeGreaterThan(20)
  expect(await cli.json('migrate')).toEqual({ migrations: [], versions: 0 })
})

it('a creditor is needed; its profile is checked field by field; it starts in shadow', async () => {
  const without = await cli.run('import', 'claims', 'open-items.csv', '--mapping', 'demo-open-items')
  expect(without.code).toBe(2)
  expect(without.stderr).toContain('creditor add')

  const profile = readFileSync(join(CONFIG, 'demo/creditor.yaml'), 'utf8')
  cli.write('wrong.yaml', profile.replace(/^iban:.*$/m, 'iban: NL00TEST0000000000').replace(/^kvk:.*$/m, 'kvk: "12"'))
  const wrong = await cli.run('creditor', 'add', 'acme', '--profile', 'wrong.yaml')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toMatch(/wrong\.yaml: kvk: .*\n.*wrong\.yaml: iban: /)

  cli.write('acme.yaml', profile)
  const unknown = await cli.run('creditor', 'add', 'acme', '--profile', 'acme.yaml', '--consumer-strategy', 'business')
  expect(unknown).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('strategy business: is made for business, not for consumer') as string,
  })
  const added = await cli.run('creditor', 'add', 'acme', '--profile', 'acme.yaml', '--email-from', 'post@acme.example')
  expect(added).toMatchObject({ code: 0, stderr: '' })
  expect(await cli.run('creditor', 'add', 'acme', '--profile', 'acme.yaml')).toMatchObject({ code: 1, stdout: '' })
  expect(await cli.json('creditor', 'list')).toMatchObject([{ code: 'acme', state: 'shadow' }])
})

it('what a creditor runs with is written back as files; read again they are no new versions, and a folder with files is left alone', async () => {
  const written = await cli.run('config', 'export', 'own-config')
  expect(written).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1\d\d files written to .*own-config/) as unknown })
  expect(await cli.as({ DATABASE_URL: database.url, TIJDIG_CONFIG: 'own-config' }).json('migrate')).toMatchObject({ versions: 0 })
  expect(await cli.run('config', 'export', 'own-config')).toMatchObject({ code: 2, stderr: expect.stringContaining('empty') as unknown })
})

it('imports what fits, gives back what does not with line, field and reason, and the same file twice changes nothing', async () => {
  const first = await cli.run('import', 'claims', 'open-items.csv', '--mapping', 'demo-open-items')
  expect(first.code).toBe(1)
  expect(first.stdout).toMatch(/^296 rows: 290 loaded, 0 changed, 0 unchanged, 6 refused\.\n6 rows refused: see open-items\.errors\.csv\n$/)
  const refused = readFileSync(join(cli.folder, 'open-items.errors.csv'), 'utf8').trimEnd().split('\r\n')
  expect(refused).toHaveLength(7)
  expect(refused[1]).toMatch(/^22;iban;"""IBAN"" is not a valid IBAN";VRK-900000;/)
  expect(await cli.json('import', 'claims', 'open-items.csv', '--mapping', 'demo-open-items')).toMatchObject({
    loaded: 0,
    changed: 0,
    unchanged: 290,
    refused: 6,
    held: 0,
  })
})

it('a mended error file adds its row and makes no other claim absent; a full export without a claim lets that one rest', async () => {
  const mended = readFileSync(join(cli.folder, 'open-items.errors.csv'), 'utf8')
    .split('\r\n')
    .filter((line, index) => index === 0 || line.startsWith('112;'))
    .join('\r\n')
    .replace('30-02-2022', '28-02-2022')
  cli.write('mended.csv', `${mended}\r\n`)
  expect(await cli.json('import', 'claims', 'mended.csv', '--mapping', 'demo-open-items')).toMatchObject({ loaded: 1, refused: 0, held: 0 })

  const whole = readFileSync(join(cli.folder, 'open-items.csv'), 'utf8')
  cli.write(
    'next.csv',
    whole
      .split('\r\n')
      .filter((line) => !line.startsWith('VRK-000003;'))
      .join('\r\n'),
  )
  // The mended row is still faulty in the export: it was refused, but it is not missing.
  const next = await cli.json<{ held: number }>('import', 'claims', 'next.csv', '--mapping', 'demo-open-items')
  expect(next.held).toBe(1)
  const lifted = await cli.run('hold', 'D00003', '--claim', 'VRK-000003', '--kind', 'absent-from-export', '--lift')
  expect(lifted.code).toBe(0)
  expect((await cli.run('hold', 'D00003', '--kind', 'absent-from-export', '--lift')).code).toBe(1)
})

it.each([
  ['no such file', ['nowhere.csv', '--mapping', 'generic'], 'nowhere.csv'],
  ['no such mapping, naming those there are', ['open-items.csv', '--mapping', 'nope'], 'generic'],
  ['a mapping for other columns', ['open-items.csv', '--mapping', 'generic'], 'Openstaand'],
  [
    'an error file over the input',
    ['open-items.csv', '--mapping', 'demo-open-items', '--errors', './open-items.csv'],
    'is the file that is imported',
  ],
  ['a creditor nobody knows', ['open-items.csv', '--mapping', 'demo-open-items', '--creditor', 'nobody'], 'acme'],
])('import claims refuses %s', async (_what, words, named) => {
  const { code, stdout, stderr } = await cli.run('import', 'claims', ...words)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(named)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(existsSync(join(cli.folder, 'nowhere.errors.csv'))).toBe(false)
})

it('payments settle what they match, the others are listed, and the same file again adds nothing', async () => {
  cli.write('claims.csv', claims(row('P1', '100,00', day(60)), row('P2', '50,00', day(60))))
  expect(await cli.json('import', 'claims', 'claims.csv', '--mapping', 'generic')).toMatchObject({ loaded: 2, refused: 0, held: 0 })
  cli.write('payments.csv', `transactionId;receivedOn;amount;claimReference\nt1;${day(-1)};100,00;P1\nt2;${day(-1)};12,00;UNKNOWN\n`)
  expect((await cli.run('import', 'payments', 'payments.csv', '--through', '2999-01-05')).stderr).toContain(
    '--through 2999-01-05 is in the future',
  )
  const paid = await cli.run('import', 'payments', 'payments.csv')
  expect(paid.code).toBe(0)
  expect(paid.stdout).toContain('2 rows: 2 loaded, 0 known already, 0 refused; 1 of the loaded matched.')
  expect(paid.stdout).toMatch(/12\.00 +UNKNOWN/)
  expect(await cli.json('import', 'payments', 'payments.csv')).toMatchObject({
    loaded: 0,
    known: 2,
    matched: 0,
    unmatched: [{ reference: 'UNKNOWN', amount: '12.00' }],
  })
  expect(await cli.json('timeline', 'D-P1')).toMatchObject({ open: '0.00', entries: [{ kind: 'payment', claim: 'P1' }] })
})

it('a timeline tells in both languages why nothing happens yet, once the process that decides has looked', async () => {
  expect(await cli.run('timeline', 'NOBODY')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'tijdig: acme has no debtor NOBODY; the reference is the one in your own export\n',
  })
  const { child, ended } = cli.start('start')
  const flow = await Database.open(database.url, 'flow', 1)
  await expectSoon(
    () =>
      flow.query(
        `select d.reference from decision w join debtor d on w.creditor_id = d.creditor_id and w.debtor_id = d.id and w.review_at = d.review_at where w.kind = 'wait' and d.reference = 'D-P2'`,
      ),
    [{ reference: 'D-P2' }],
  )
  await flow.close()
  const [dutch, english] = [await cli.run('timeline', 'D-P2', '--language', 'nl'), await cli.run('timeline', 'D-P2', '--language', 'en')]
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0 })
  expect(dutch.stdout).toMatch(
    /^D-P2 · Proef Persoon · €\s50,00 open · tijden: Europe\/Amsterdam\n[^]*wacht; volgende blik\n +De vooraankondiging voor factuur P2 is pas aan de beurt op [^\n]+\n$/,
  )
  expect(english.stdout).toMatch(/waits; next look\n +The advance notice for invoice P2 is not due before [^\n]+\n$/)
})

it('release needs a person or --yes, and happens once', async () => {
  const asked = await cli.run('release', 'acme')
  expect({ code: asked.code, stdout: asked.stdout }).toEqual({ code: 2, stdout: '' })
  expect(asked.stderr).toContain('--yes')
  expect(await cli.json('creditor', 'list')).toMatchObject([{ state: 'shadow' }])
  expect(await cli.json('release', 'acme', '--yes')).toMatchObject({ creditor: 'acme', released: true })
  expect((await cli.run('release', 'acme', '--yes')).code).toBe(1)
})

it('a mandate is noted and ended, direct debits are listed, and a return names a claim that is there', async () => {
  expect(await cli.json('mandate', 'D-P2', '--reference', 'M-1', '--signed', '2026-01-05', '--collect-on', '5')).toMatchObject({
    mandate: { reference: 'M-1', collectOn: 5 },
  })
  expect((await cli.run('mandate', 'D-P2', '--reference', 'M-1', '--signed', '2026-01-05', '--collect-on', '29')).code).toBe(2)
  expect(await cli.run('mandate', 'D-P2', '--reference', 'M-1', '--signed', '2999-01-05')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--signed 2999-01-05 is in the future') as string,
  })
  expect((await cli.run('collections', 'list')).code).toBe(0)
  expect((await cli.run('collections', 'export', 'debits.csv', '--through', '2020-01-01')).code).toBe(1)
  expect((await cli.run('collections', 'returned', 'D-P2', 'nothing-such', '--code', 'AM04')).code).toBe(1)
  const mistyped = await cli.run('collections', 'returned', 'D-P2', 'P2', '--code', 'AM04', '--on', '2999-01-05')
  expect(mistyped).toMatchObject({ code: 2, stderr: expect.stringContaining('2999-01-05 is in the future') as string })
  expect((await cli.run('mandate', 'D-P2', '--end')).code).toBe(0)
  expect((await cli.run('mandate', 'D-P2', '--end')).code).toBe(1)
})

it.each([
  [['nomail', '--role', 'agent', '--creditor', 'acme'], 'must be an e-mail address'],
  [['noor@voorbeeld.example'], 'say --role and --creditor, or --platform'],
])('users add %p is refused with a reason, and adds nobody', async (words, reason) => {
  expect(await cli.run('users', 'add', ...words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(reason) as string })
  expect(await cli.json('users', 'list')).toEqual([])
})

it('a complaint is noted with the last day of its acknowledgement, and closed once', async () => {
  expect(await cli.json('complaint', 'D-P2', '--about', 'tone')).toMatchObject({
    debtor: 'D-P2',
    acknowledgeBy: expect.stringMatching(/^\d{4}-/) as unknown,
  })
  expect(await cli.json('complaint', 'D-P2', '--outcome', 'rejected')).toMatchObject({ closed: 1 })
  expect((await cli.run('complaint', 'D-P2', '--outcome', 'rejected')).code).toBe(1)
})

it('holds, the switch, tasks and the export answer', async () => {
  expect((await cli.run('hold', 'D-P2')).code).toBe(0)
  expect((await cli.run('hold', 'D-P2')).code).toBe(1)
  expect((await cli.run('timeline', 'D-P2', '--language', 'en')).stdout).toContain('at rest (pause)')
  expect(await cli.json('hold', 'D-P2', '--lift')).toMatchObject({ lifted: 1 })
  expect(await cli.json('stop-all')).toMatchObject({ stopped: true, changed: true })
  expect(await cli.json('stop-all')).toMatchObject({ stopped: true, changed: false })
  expect(await cli.json('resume-all')).toMatchObject({ stopped: false, changed: true })
  expect(await cli.json('tasks')).toEqual([])
  const exported = await cli.run('export', '--out', 'contacts.csv')
  expect(exported).toMatchObject({ code: 0, stdout: '' })
  expect(readFileSync(join(cli.folder, 'contacts.csv'), 'utf8')).toMatch(/^\uFEFFdebtor;claims;channel;phase;state;.*;reasons;contact\r?\n/)
  expect((await cli.run('export', '--out', 'nowhere/contacts.csv')).code).toBe(2)
})
