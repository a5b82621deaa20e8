/** Accounts of a creditor's own: sealed, tried in their order, taken over for where nothing was accepted, and stopped when the carrier refuses them. */
import { randomBytes } from 'node:crypto'
import { aboutAccount, checkCarriers, closeDrivers, openPipe, type Pipe } from '#pipeline'
import { readSettings, seal } from '#settings'
import { allSealedAccounts, putAccount, stoppedCarriers, type AccountChannel, type Creditor } from '#store'
import { openMetrics } from '#lifecycle'
import { openWebhooks } from '../../apps/webhooks/webhooks.module'
import { endCarriers } from '../support/carrier'
import { callAsTwilio } from '../support/carriers/calls'
import { ACCOUNT_SID, AUTH_TOKEN, CARRIERS, MAIL_FROM, MAIL_KEY, PUBLIC_URL, SMS_FROM } from '../support/carriers/settings'
import { startSmtpServer, type SmtpServer } from '../support/carriers/smtp-server'
import { signedByTwilio, startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'
import { addClaims, addCreditor, after, claimOf, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers } from '../support/pipe-records'

const keys = [randomBytes(32)]
let bench: PipeBench
let twilio: TwilioSimulator
let smtp: SmtpServer
const pipes: Pipe[] = []
const said: string[] = []
/** As a process that starts now. */
function start(secretsKeys: readonly Buffer[] = keys): Pipe {
  const log = { info: () => undefined, error: (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`) }
  const pipe = openPipe({
    secretsKeys,
    publicUrl: PUBLIC_URL,
    redirectAllTo: null,
    database: bench.database,
    clock: () => bench.now,
    sandboxUrl: bench.carrier.url,
    dataFolder: bench.carrier.folder,
    answerWithinMs: 20_000,
    log,
  })
  pipes.push(pipe)
  return pipe
}
beforeAll(async () => {
  ;[bench, twilio, smtp] = await Promise.all([openBench(), startTwilioSimulator(), startSmtpServer()])
})
beforeEach(async () => {
  said.length = 0
  await bench.clear()
})
afterAll(async () => {
  for (const pipe of pipes) await closeDrivers(pipe)
  await Promise.all([bench.close(), twilio.close(), smtp.close()])
  await endCarriers()
})

async function put(
  { id: creditorId }: Creditor,
  channel: AccountChannel,
  name: string,
  given: Readonly<Record<string, string>>,
  place = 1,
): Promise<void> {
  const key = { creditorId: creditorId as never, channel, name }
  await putAccount(bench.database, { ...key, place, sealed: seal(keys, JSON.stringify(given), aboutAccount(key)) })
}
const ofTwilio = (token = AUTH_TOKEN): Record<string, string> => ({
  TWILIO_BASE_URL: twilio.url,
  TWILIO_ACCOUNT_SID: ACCOUNT_SID,
  TWILIO_AUTH_TOKEN: token,
  TWILIO_FROM: SMS_FROM,
})

test('the first account cannot be reached: the second takes over, and each message leaves once', async () => {
  const creditor = await addCreditor(bench)
  await put(creditor, 'email', 'main', { SENDGRID_BASE_URL: 'http://127.0.0.1:1', SENDGRID_API_KEY: MAIL_KEY, SENDGRID_FROM: MAIL_FROM })
  await put(creditor, 'email', 'reserve', { SMTP_URL: smtp.url }, 2)
  await addClaims(
    bench,
    creditor,
    Array.from({ length: 6 }, (_, index) => claimOf(`${index}`, { email: `klant${index}@voorbeeld.example` })),
  )
  const pipe = start()
  for (let second = 0; second < 8; second += 2) {
    bench.now = after(TUESDAY, second * 1000)
    await rest(bench, pipe)
  }
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'handed-over'))
  expect(smtp.seen.map(({ to }) => to).sort()).toEqual(Array.from({ length: 6 }, (_, index) => `klant${index}@voorbeeld.example`))
  const carriers = await bench.database.query(`select distinct carrier, state from hand_over where creditor_id = $1 order by 1`, [
    creditor.id,
  ])
  expect(carriers).toEqual([
    { carrier: 'sendgrid:main', state: 'later' },
    { carrier: 'smtp:reserve', state: 'accepted' },
  ])
  expect(await stoppedCarriers(bench.database)).toMatchObject([{ code: 'ECONNREFUSED' }])
})

test('an account that is refused stops its channel and says so; mended, what waited leaves', async () => {
  const creditor = await addCreditor(bench)
  await put(creditor, 'sms', 'main', ofTwilio('withdrawn-token'))
  await addClaims(
    bench,
    creditor,
    Array.from({ length: 8 }, (_, index) => claimOf(`${index}`, { sms: `+3161260000${index}`, preferredChannel: 'sms' })),
  )
  await rest(bench, start())
  // Three in a row, and those that were on their way with them; nobody is given up.
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'queued'))
  const health = (await (await fetch(`${bench.api}/health`)).json()) as { carriersStopped: unknown }
  expect(health.carriersStopped).toEqual([expect.objectContaining({ account: `twilio:main of ${creditor.id}`, code: '20003' })])
  expect(said.filter((line) => line.startsWith('a carrier refuses our account'))).toHaveLength(1)
  expect(twilio.violations.splice(0).every((violation) => violation === 'authorization')).toBe(true)
  await put(creditor, 'sms', 'main', ofTwilio())
  await bench.database.query(`update sender set slowed_until = '-infinity'`)
  bench.now = after(TUESDAY, 20 * 60_000)
  await rest(bench, start())
  expect((await handOvers(bench, creditor)).filter(({ state }) => state === 'accepted')).toHaveLength(8)
  expect(twilio.seen.length).toBe(8)
  expect(await stoppedCarriers(bench.database)).toEqual([])
})

test('an account is called back under its own keys, and tells nothing of another creditor', async () => {
  const [creditor, other] = [await addCreditor(bench), await addCreditor(bench)]
  const app = await openWebhooks(
    { database: bench.database, clock: () => bench.now, onCall: () => undefined },
    {
      sandboxSecret: bench.secret,
      carrierDoors: { twilio: null, sendgrid: null, whatsapp: null },
      secretsKeys: keys,
      publicUrl: PUBLIC_URL,
    },
    { readiness: () => Promise.resolve({ ready: true, parts: {} }), metrics: openMetrics() },
  )
  await app.listen(0, '127.0.0.1')
  const origin = await app.getUrl()
  for (const [whose, number] of [
    [creditor, '+31612600021'],
    [other, '+31612600022'],
  ] as const)
    await addClaims(bench, whose, [claimOf('1', { sms: number, preferredChannel: 'sms' })])
  // Sent by the sandbox: what counts here is who calls back.
  await rest(bench)
  await put(creditor, 'sms', 'main', ofTwilio('own-token-0001'))
  const tell = async (whose: Creditor, token: string): Promise<number> => {
    const [sent] = await handOvers(bench, whose)
    const [path, form] = [
      `/webhooks/twilio/status?handOver=${sent?.id ?? ''}`,
      { MessageSid: `SM-${whose.code}`, MessageStatus: 'undelivered', ErrorCode: '30005' },
    ]
    return (await callAsTwilio(origin, path, form, { 'x-twilio-signature': signedByTwilio(PUBLIC_URL + path, form, token) })).status
  }
  expect([await tell(creditor, 'own-token-0001'), await tell(other, 'own-token-0001'), await tell(other, AUTH_TOKEN)]).toEqual([
    200, 200, 403,
  ])
  const stop = { MessageSid: 'SM-stop', From: '+31612600022', To: await numberOf(other), Body: 'STOP' }
  const path = '/webhooks/twilio/inbound'
  expect(
    (await callAsTwilio(origin, path, stop, { 'x-twilio-signature': signedByTwilio(PUBLIC_URL + path, stop, 'own-token-0001') })).status,
  ).toBe(200)
  await rest(bench)
  expect([(await handOvers(bench, creditor))[0]?.code, (await handOvers(bench, other))[0]?.code]).toEqual(['30005', null])
  expect(await bench.database.query('select 1 from opt_out')).toEqual([])
  await app.close()
})

const numberOf = async ({ id }: Creditor): Promise<string> =>
  (await bench.database.query<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [id]))[0]
    ?.address ?? ''

test('without the key nothing leaves, by nobody; in another row what is sealed does not open', async () => {
  const creditor = await addCreditor(bench)
  await put(creditor, 'sms', 'main', ofTwilio())
  await addClaims(bench, creditor, [claimOf('1', { sms: '+31612600009', preferredChannel: 'sms' })])
  const before = twilio.seen.length
  await rest(bench, start([randomBytes(32)]))
  expect((await handOvers(bench, creditor)).length + twilio.seen.length).toBe(before)
  const accounts = (await allSealedAccounts(bench.database)).map((account) => ({ ...account, creditor: 'acme' }))
  const settings = readSettings({
    ...CARRIERS,
    TWILIO_BASE_URL: twilio.url,
    SENDGRID_BASE_URL: 'http://127.0.0.1:1',
    WHATSAPP_TOKEN: '',
    WHATSAPP_PHONE_NUMBER_ID: '',
    TIJDIG_SECRETS_KEY: keys[0]!.toString('base64'),
  })
  const moved = { ...accounts[0]!, name: 'elders' }
  expect(
    (await checkCarriers({ ...settings, accounts: [...accounts, moved] })).map(({ account, works, code }) => [account, works, code]),
  ).toEqual([
    ['sendgrid', false, 'ECONNREFUSED'],
    ['twilio', true, null],
    ['twilio:main of acme', true, null],
    ['sms:elders of acme', false, 'no-key'],
  ])
  expect(String(accounts[0]?.sealed)).not.toContain(AUTH_TOKEN)
})
