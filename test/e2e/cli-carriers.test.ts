/** The command line about carriers: accounts that are checked and sealed anew, and letters from their check to the print house's answer. */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { advanceVirtualClock, editCreditor, startVirtualClock, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { startCloudSimulator, type CloudSimulator } from '../support/carriers/cloud-simulator'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { CARRIERS, MAIL_FROM, MAIL_KEY } from '../support/carriers/settings'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'
import { CommandLine, type Ended } from '../support/cli'
import { addClaims, addCreditor, after, claimOf, DAY, HOME, openBench, rest, type PipeBench } from '../support/pipe'

let bench: PipeBench
let creditor: Creditor
let [twilio, sendgrid, meta]: [TwilioSimulator?, SendgridSimulator?, CloudSimulator?] = []
const cli = new CommandLine()
beforeAll(async () => {
  ;[bench, twilio, sendgrid, meta] = await Promise.all([
    openBench(),
    startTwilioSimulator(),
    startSendgridSimulator(),
    startCloudSimulator(),
  ])
  creditor = await addCreditor(bench)
})
afterAll(async () => {
  cli.remove()
  await Promise.all([bench.close(), twilio?.close(), sendgrid?.close(), meta?.close()])
  await endCarriers()
})

const cliWith = (settings: Readonly<Record<string, string>>): CommandLine =>
  cli.as({ DATABASE_URL: bench.url, TIJDIG_DATA: bench.carrier.folder, ...settings })

const newKey = (): string => randomBytes(32).toString('base64')
interface Checked {
  readonly account: string
  readonly works: boolean
  readonly code: string | null
}

test('check asks every account, of the environment and of a creditor; what is wrong is said by its code, and no secret is', async () => {
  const [old, fresh] = [newKey(), newKey()]
  const urls = { TWILIO_BASE_URL: twilio?.url ?? '', SENDGRID_BASE_URL: sendgrid?.url ?? '', WHATSAPP_BASE_URL: meta?.url ?? '' }
  const known = cliWith({ ...CARRIERS, ...urls, TIJDIG_SECRETS_KEY: old })
  const well = await known.run('carriers', 'check', '--json')
  expect([well.code, (JSON.parse(well.stdout) as Checked[]).map(({ account, works }) => [account, works])]).toEqual([
    0,
    [
      ['sendgrid', true],
      ['twilio', true],
      ['whatsapp-cloud', true],
    ],
  ])

  cli.write(
    'wrong.env',
    `SENDGRID_API_KEY=SG.a-key-that-is-wrong\nSENDGRID_FROM=${MAIL_FROM}\nSENDGRID_BASE_URL=${urls.SENDGRID_BASE_URL}\n`,
  )
  cli.write('right.env', `SENDGRID_API_KEY=${MAIL_KEY}\nSENDGRID_FROM=${MAIL_FROM}\nSENDGRID_BASE_URL=${urls.SENDGRID_BASE_URL}\n`)
  expect((await known.run('carriers', 'set', creditor.code, 'email', '--file', 'wrong.env')).code).toBe(0)
  expect(
    (await known.run('carriers', 'set', creditor.code, 'email', '--file', 'right.env', '--name', 'reserve', '--place', '2')).code,
  ).toBe(0)
  const badly = await known.run('carriers', 'check')
  expect([badly.code, badly.stdout]).toEqual([
    1,
    expect.stringMatching(
      new RegExp(`sendgrid:main of ${creditor.code} +refuses the account \\(http-401\\)[^]*sendgrid:reserve of ${creditor.code} +works`),
    ),
  ])

  // The new key goes before the old one; then the old one may go.
  const both = cliWith({ TIJDIG_SECRETS_KEY: `${fresh},${old}` })
  expect(await both.json('carriers', 'reseal')).toEqual({ sealed: 2, locked: 0 })
  const afterwards = await cliWith({ TIJDIG_SECRETS_KEY: fresh }).run('carriers', 'check', '--json')
  expect((JSON.parse(afterwards.stdout) as Checked[]).map(({ works, code }) => [works, code])).toEqual([
    [false, 'http-401'],
    [true, null],
  ])
  const stranger = cliWith({ TIJDIG_SECRETS_KEY: newKey() })
  const resealed = await stranger.run('carriers', 'reseal')
  expect([resealed.code, resealed.stdout]).toEqual([1, '0 accounts sealed with the first key; 2 cannot be opened by any key.\n'])
  expect((await cliWith({}).run('carriers', 'reseal')).code).toBe(2)
  const locked = await stranger.run('carriers', 'check')
  expect([locked.code, locked.stdout]).toEqual([1, expect.stringContaining('no key of TIJDIG_SECRETS_KEY opens it')])
  for (const { stdout, stderr } of [well, badly, afterwards, resealed, locked])
    expect(stdout + stderr).not.toMatch(/SG\.|twilio-auth|EAAtest/)
})

test('letters are listed, checked, released, exported as they were sent, posted, and what the print house returns is taken in once', async () => {
  await editCreditor(bench.database, creditor.id, { profile: { ...creditor.profile, letters: { release: 'by-hand' } } })
  await addClaims(
    bench,
    creditor,
    ['1', '2'].map((name) => claimOf(name, { online: false, name, address: { ...HOME, name } })),
  )
  await rest(bench)
  // The command line lives at the time of its database.
  await startVirtualClock(bench.database, 'cli', bench.now, after(bench.now, 30 * DAY))
  const here = cliWith({})
  const letters = (...words: string[]): Promise<Ended> => here.run('letters', ...words)
  const [batch] = await here.json<{ id: string; state: string }[]>('letters', 'list')
  expect(batch?.state).toBe('assembled')
  const id = batch?.id ?? ''
  expect([
    (await letters('check', 'x')).code,
    (await letters('check', id.replace(/.{4}$/, '0000'))).code,
    (await letters('release', id)).code,
    (await letters('export', id, 'no.zip')).code,
  ]).toEqual([2, 1, 1, 1])
  expect(await letters('check', id)).toMatchObject({ code: 0, stdout: `Batch ${id} is checked.\n` })
  expect(await letters('release', id)).toMatchObject({ code: 0, stdout: '2 letters released.\n' })
  await rest(bench)

  expect((await letters('export', id, 'batch.zip')).code).toBe(0)
  expect((await letters('export', id, 'batch.zip')).code).toBe(2)
  expect((await letters('export', id, 'again.zip')).code).toBe(0)
  const zip = (name: string): Buffer => readFileSync(join(cli.folder, name))
  expect(createHash('sha256').update(zip('again.zip')).digest('hex')).toBe(createHash('sha256').update(zip('batch.zip')).digest('hex'))
  const manifest = Buffer.from(
    Object.entries(unzipSync(zip('batch.zip'))).find(([name]) => name.endsWith('manifest.csv'))?.[1] ?? [],
  ).toString()
  const printed = manifest.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  expect(new Set(printed).size).toBe(2)

  bench.now = after(bench.now, DAY)
  await advanceVirtualClock(bench.database, bench.now)
  expect((await letters('posted', id, '--on', '2027-01-14')).code).toBe(1)
  expect(await letters('posted', id, '--on', '2027-01-13')).toMatchObject({ code: 0, stdout: '2 letters posted, 0 to be made again.\n' })
  cli.write(
    'returns.csv',
    `batch;letter_id;event;at;barcode;reason\n${id};${printed[0]};delivered;2027-01-13T08:00:00Z;;\n${id};0197f0c1-7c1e-7a3b-8a53-000000000000;posted;2027-01-13T08:00:00Z;;\n`,
  )
  cli.write('wrong.csv', 'a;b\n1;2\n')
  expect(await letters('return', 'returns.csv')).toMatchObject({
    code: 1,
    stdout: '1 line taken in, 0 known before, 0 letters to be made again, 1 line kept apart.\n',
  })
  expect(await letters('return', 'returns.csv')).toMatchObject({
    stdout: '0 lines taken in, 1 known before, 0 letters to be made again, 1 line kept apart.\n',
  })
  expect([(await letters('return', 'wrong.csv')).code, (await letters('return', 'nowhere.csv')).code]).toEqual([2, 2])
})
