/** Which carriers a set of variables connects: each half whole or refused, judged apart; secrets may be replaced while it runs. */
import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { ConfigurationError, parseLines, readAccount, readSettings, seal, unseal } from '#settings'
import { AUTH_TOKEN, CARRIERS, SERVICE_SID, MAIL_PUBLIC_KEY } from '../support/carriers/settings'

type Name = keyof typeof CARRIERS

const only = (...names: Name[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, CARRIERS[name]]))
function refusal(env: Record<string, string>): string {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return 'accepted'
}

const SENDING: readonly [string, Name[]][] = [
  ['twilio', ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM']],
  ['sendgrid', ['SENDGRID_API_KEY', 'SENDGRID_FROM']],
  ['whatsapp', ['WHATSAPP_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID']],
]
const LISTENING: readonly [string, Name[]][] = [
  ['twilio', ['TWILIO_AUTH_TOKEN', 'PUBLIC_URL']],
  ['sendgrid', ['SENDGRID_WEBHOOK_PUBLIC_KEY']],
  ['whatsapp', ['WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN']],
]

test.each(SENDING)('the sending half of %s is whole on its own, and no door opens with it', (carrier, names) => {
  const settings = readSettings(only(...names))
  for (const [other] of SENDING) expect([other, Reflect.get(settings, other) !== null]).toEqual([other, other === carrier])
  expect(settings.carrierDoors).toEqual({ twilio: null, sendgrid: null, whatsapp: null })
})

test.each(LISTENING)('the webhook half of %s is whole on its own, and nothing is sent with it', (carrier, names) => {
  const settings = readSettings(only(...names))
  for (const [other] of LISTENING) expect([other, Reflect.get(settings.carrierDoors, other) !== null]).toEqual([other, other === carrier])
  expect(settings).toMatchObject({ twilio: null, sendgrid: null, whatsapp: null })
})

const PARTS = [...SENDING, ...LISTENING]
  .flatMap(([carrier, names]) => (names.length === 1 ? [] : names.map((name): [string, Name, Name[]] => [carrier, name, names])))
  // The public URL alone is not Twilio's, and its token is what both halves have.
  .filter(([, name, names]) => !(name === 'TWILIO_AUTH_TOKEN' && names.includes('PUBLIC_URL')))
test.each(PARTS)('%s without %s stops the start, and says so', (_carrier, name, names) => {
  const message = refusal(only(...names.filter((other) => other !== name)))
  expect(message).toMatch(new RegExp(`${name}( or TWILIO_MESSAGING_SERVICE_SID)?: is needed`))
})

test('a messaging service takes the place of the sender; both are one too many', () => {
  const service = { ...only('TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'), TWILIO_MESSAGING_SERVICE_SID: SERVICE_SID }
  expect(readSettings(service).twilio?.from).toEqual({ messagingService: SERVICE_SID })
  expect(refusal({ ...service, ...only('TWILIO_FROM') })).toContain('leave one of them out')
})

test('while a secret is being replaced the first sends and both are taken at the door', () => {
  const settings = readSettings({
    ...CARRIERS,
    TWILIO_AUTH_TOKEN: `new-token-0001, ${AUTH_TOKEN}`,
    WHATSAPP_APP_SECRET: 'new-secret,old-secret',
    SENDGRID_WEBHOOK_PUBLIC_KEY: `${MAIL_PUBLIC_KEY},${MAIL_PUBLIC_KEY}`,
  })
  expect(settings.twilio?.authToken).toBe('new-token-0001')
  expect(settings.carrierDoors).toMatchObject({
    twilio: { authTokens: ['new-token-0001', AUTH_TOKEN] },
    whatsapp: { appSecrets: ['new-secret', 'old-secret'] },
  })
  expect(settings.carrierDoors.sendgrid?.publicKeys).toHaveLength(2)
})

test.each([
  ['PUBLIC_URL', 'herinneringen.example', 'must be a URL'],
  ['PUBLIC_URL', 'https://herinneringen.example/?x=1', 'must be a URL without a query'],
  ['WEBHOOKS_PORT', '99999', 'must be a port'],
  ['TWILIO_ACCOUNT_SID', 'SK0123456789abcdef0123456789abcdef', 'must be AC'],
  ['TWILIO_FROM', '06 12345678', 'must be a number with its country'],
  ['TWILIO_MESSAGING_SERVICE_SID', 'MG1', 'must be MG'],
  ['SENDGRID_FROM', 'De Vries', 'must be one e-mail address'],
  ['SENDGRID_WEBHOOK_PUBLIC_KEY', 'MFkwEwYHKoZIzj0CAQY', 'must be the verification key'],
  ['WHATSAPP_PHONE_NUMBER_ID', '+31201234567', 'must be the number that Meta shows'],
])('%s=%s says what is expected', (name, value, expected) => {
  expect(refusal({ ...CARRIERS, [name]: value })).toContain(`${name}: ${expected}`)
})

describe('sealed settings', () => {
  const [old, young] = [randomBytes(32), randomBytes(32)]

  test('open with the key that sealed them, in their own row, and with no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (words, about) => {
        const sealed = seal([old], words, about)
        expect(unseal([young, old], sealed, about)).toBe(words)
        expect(unseal([young], sealed, about)).toBeUndefined()
        expect(unseal([old], sealed, `${about}x`)).toBeUndefined()
        sealed[sealed.length - 1]! ^= 1
        expect(unseal([old], sealed, about)).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })

  test('an account is checked as the environment is, and its words are never quoted', () => {
    expect(() =>
      readAccount('sms', parseLines('# van de klant\nTWILIO_ACCOUNT_SID=nee-niet-goed\nSENDGRID_API_KEY="SG.geheim-geheim"\n'), null),
    ).toThrow(
      /^account: SENDGRID_API_KEY: is no setting of an account for sms(?!.*(nee-niet-goed|geheim-geheim))[\s\S]*TWILIO_ACCOUNT_SID: must be AC[\s\S]*TWILIO_AUTH_TOKEN: is needed/,
    )
    expect(() => readAccount('email', {}, null)).toThrow('nothing to send by')
    expect(() => parseLines('TWILIO_AUTH_TOKEN geheim-geheim')).toThrow('account: line 1: must be NAME=value')
    expect(() => readSettings({ TIJDIG_SECRETS_KEY: 'te kort' })).toThrow(/TIJDIG_SECRETS_KEY: must be 32 random bytes/)
    expect(readSettings({ TIJDIG_SECRETS_KEY: `${young.toString('hex')}, ${old.toString('base64')}` }).secretsKeys).toEqual([young, old])
  })
})
