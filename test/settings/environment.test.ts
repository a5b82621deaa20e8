/** What an operator sees of the environment: defaults, refusals that name the variable, secrets from files. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigurationError, readSettings, SECRETS, VARIABLES } from '#settings'
import { CARRIERS } from '../support/carriers/settings'

const ROOT = resolve(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'tijdig-settings-'))
mkdirSync(join(folder, 'policies'))
afterAll(() => rmSync(folder, { recursive: true }))

function secretFile(content: string): string {
  const path = join(folder, 'secret')
  writeFileSync(path, content)
  return path
}
function refusal(env: Record<string, string>): string {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return 'accepted'
}

/** What a carrier's secret is never set without. */
function beside(secret: (typeof SECRETS)[number]): Record<string, string> {
  const printHouse = { LETTERS_SFTP_URL: 'sftp://acme@post.example/in', LETTERS_SFTP_HOST_KEY: `SHA256:${'A'.repeat(43)}` }
  return {
    ...Object.fromEntries(Object.entries(CARRIERS).filter(([name]) => name !== secret)),
    ...(secret.startsWith('LETTERS_') && printHouse),
  }
}

describe('an empty environment', () => {
  it('is enough to start: the embedded database, on this machine only', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataFolder: resolve('data'),
      configFolder: join(ROOT, 'config'),
      pagesFolder: join(ROOT, 'dist/console'),
      trustedProxies: [],
      redisUrl: null,
      redisPrefix: 'tijdig',
      leaseSeconds: 60,
      clockStart: null,
      redirectAllTo: null,
      logLevel: 'info',
      sandboxSecret: null,
      sandboxUrl: null,
      webhooksUrl: null,
      webhooksAllowPrivate: false,
      twilio: null,
      sendgrid: null,
      whatsapp: null,
      smtp: null,
      secretsKeys: [],
      carrierDoors: { twilio: null, sendgrid: null, whatsapp: null },
      publicUrl: null,
      webhooksPort: null,
      printHouse: null,
    })
  })
  it('is what an empty text means, as compose files write it', () => {
    const empty = Object.fromEntries(VARIABLES.map((name) => [name, name === 'HOST' ? '  ' : '']))
    expect(readSettings(empty)).toEqual(readSettings({}))
  })
})

describe('given values', () => {
  it('are taken, folders as absolute paths', () => {
    const url = 'postgres://tijdig:p%40ss@db.internal:5432/tijdig?sslmode=require'
    expect(
      readSettings({
        PORT: '8080',
        HOST: '::',
        TRUSTED_PROXIES: '10.0.0.2, 192.168.1.0/24',
        DATABASE_URL: url,
        TIJDIG_DATA: 'elsewhere',
        TIJDIG_CONFIG: folder,
        TIJDIG_CLOCK_START: '2027-01-04',
        REDIRECT_ALL_TO: 'trial@example.nl',
        LOG_LEVEL: 'debug',
        TIJDIG_SANDBOX_SECRET: '0123456789abcdef',
        WHATSAPP_TOKEN: 'EAA-token',
        WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
        WHATSAPP_BASE_URL: 'http://127.0.0.1:4013',
        WHATSAPP_GRAPH_VERSION: 'v26.0',
        REDIS_URL: 'rediss://:p%40ss@redis.internal/2',
        TIJDIG_REDIS_PREFIX: 'acme-2',
        TIJDIG_LEASE_SECONDS: '5',
        TIJDIG_SANDBOX_URL: 'http://carrier:3003',
        TIJDIG_WEBHOOKS_URL: 'http://webhooks:3001',
        WEBHOOKS_ALLOW_PRIVATE: 'yes',
        PATH: '/bin',
      }),
    ).toEqual({
      port: 8080,
      host: '::',
      databaseUrl: url,
      dataFolder: resolve('elsewhere'),
      configFolder: folder,
      pagesFolder: join(ROOT, 'dist/console'),
      trustedProxies: ['10.0.0.2', '192.168.1.0/24'],
      clockStart: '2027-01-04',
      redirectAllTo: 'trial@example.nl',
      logLevel: 'debug',
      sandboxSecret: '0123456789abcdef',
      smtp: null,
      secretsKeys: [],
      whatsapp: { url: 'http://127.0.0.1:4013', graphVersion: 'v26.0', phoneNumberId: '106540352242922', token: 'EAA-token' },
      redisUrl: 'rediss://:p%40ss@redis.internal/2',
      redisPrefix: 'acme-2',
      leaseSeconds: 5,
      sandboxUrl: 'http://carrier:3003',
      webhooksUrl: 'http://webhooks:3001',
      webhooksAllowPrivate: true,
      twilio: null,
      sendgrid: null,
      carrierDoors: { twilio: null, sendgrid: null, whatsapp: null },
      publicUrl: null,
      webhooksPort: null,
      printHouse: null,
    })
  })
  it('may name the start of the clock as an instant', () => {
    expect(readSettings({ TIJDIG_CLOCK_START: '2027-01-04T08:00:00+01:00' }).clockStart).toBe(Date.UTC(2027, 0, 4, 7))
  })
  it('leave the environment as it was', () => {
    const env = { PORT: '', LOG_LEVEL: 'warn' }
    readSettings(env)
    expect(env).toEqual({ PORT: '', LOG_LEVEL: 'warn' })
  })
})

describe('a refusal', () => {
  it.each([
    ['PORT', '70000', 'must be a port'],
    ['PORT', '3e3', 'must be a port'],
    ['HOST', 'http://localhost', 'must be a host name or address'],
    ['DATABASE_URL', 'mysql://localhost/tijdig', 'must be a URL that begins with postgres://'],
    ['DATABASE_URL', 'localhost', 'must be a URL that begins with postgres://'],
    ['REDIS_URL', 'http://localhost:6379', 'must be a URL that begins with redis://'],
    ['REDIS_URL', 'localhost:6379', 'must be a URL that begins with redis://'],
    ['REDIS_URL', 'redis://localhost/tijdig', 'must be a URL that begins with redis://'],
    ['TIJDIG_REDIS_PREFIX', 'a:b', 'must be 1 to 40 letters'],
    ['TRUSTED_PROXIES', '10.0.0.0/99', 'must be addresses or networks'],
    ['TIJDIG_LEASE_SECONDS', '1', 'must be seconds, 2 to 600'],
    ['TIJDIG_LEASE_SECONDS', '1m', 'must be seconds, 2 to 600'],
    ['TIJDIG_SANDBOX_URL', 'carrier:3003', 'must be a URL that begins with http://'],
    ['TIJDIG_CONFIG', '/no/such/folder', 'must be a folder that exists'],
    ['TIJDIG_CLOCK_START', '2027-02-30', 'must be a day'],
    ['TIJDIG_CLOCK_START', '04-01-2027', 'must be a day'],
    ['TIJDIG_CLOCK_START', '2027-01-04T08:00:00', 'must be a day (2027-01-04) or an instant with its offset'],
    ['REDIRECT_ALL_TO', 'trial', 'must be one e-mail address'],
    ['REDIRECT_ALL_TO', 'a@example.nl,b@example.nl', 'must be one e-mail address'],
    ['LOG_LEVEL', 'verbose', 'must be one of fatal'],
    ['TIJDIG_SANDBOX_SECRET', 'short', 'must have 16 characters'],
    ['LETTERS_FOLDER', 'letters', 'must be an absolute path'],
    ['LETTERS_SFTP_URL', 'sftp://acme:geheim@post.example/in', 'must be a URL such as sftp://name@host:22/in, without a password'],
    ['LETTERS_SFTP_HOST_KEY', 'aa:bb', 'must be a fingerprint'],
    ['TIJDIG_DATABASE', 'x', 'is not a setting; known are TIJDIG_REDIS_PREFIX'],
    ['TIJDIG_CLOK_START', '', 'is not a setting'],
  ])('of %s=%s says what is expected', (name, value, expected) => {
    expect(refusal({ [name]: value })).toContain(`${name}: ${expected}`)
  })
  it('of a print house that is half set names what is missing', () => {
    const message = refusal({ LETTERS_SFTP_URL: 'sftp://acme@post.example/in', LETTERS_FOLDER: '/srv/letters' })
    for (const name of ['LETTERS_FOLDER:', 'LETTERS_SFTP_HOST_KEY:', 'LETTERS_SFTP_PASSWORD or']) expect(message).toContain(name)
    expect(refusal({ LETTERS_SFTP_PASSWORD: 'geheim' })).toContain('LETTERS_SFTP_URL: is needed')
  })
  it('names everything that is wrong at once', () => {
    const message = refusal({ PORT: 'web', LOG_LEVEL: 'loud', TIJDIG_DAT: 'x', DATABASE_URL_FILE: '/no/such/file' })
    for (const name of ['PORT:', 'LOG_LEVEL:', 'TIJDIG_DAT:', 'DATABASE_URL_FILE:']) expect(message).toContain(name)
  })
  it('never repeats a secret', () => {
    expect(
      refusal({ DATABASE_URL: 'mysql://tijdig:geheim@localhost', TIJDIG_SANDBOX_SECRET: 'geheim', REDIS_URL: 'http://:geheim@localhost' }),
    ).not.toContain('geheim')
  })
})

const SHAPED: Readonly<Record<string, string>> = {
  REDIS_URL: 'redis://:geheim@localhost/0',
  SMTP_URL: 'smtp://post:geheim@localhost:587',
  TIJDIG_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
}

describe('a secret', () => {
  it.each(SECRETS)('%s may come from a file, without its line end', (name) => {
    const secret = SHAPED[name] ?? 'postgres://tijdig:geheim@localhost/tijdig'
    const { secretsKeys, ...settings } = readSettings({ ...beside(name), [`${name}_FILE`]: secretFile(`${secret}\n`) })
    expect(JSON.stringify({ ...settings, keys: secretsKeys.map((key) => key.toString('base64')) })).toContain(secret)
  })
  it('may not come from two places', () => {
    expect(refusal({ DATABASE_URL: 'postgres://a/b', DATABASE_URL_FILE: secretFile('postgres://c/d') })).toContain('leave one of them out')
  })
  it('is checked when it comes from a file, and an empty file is refused', () => {
    expect(refusal({ DATABASE_URL_FILE: secretFile('mysql://x') })).toContain('DATABASE_URL: must be a URL')
    expect(refusal({ DATABASE_URL_FILE: secretFile('\n') })).toContain('DATABASE_URL_FILE: must name a file')
  })
})

describe('config/env.example', () => {
  const example = readFileSync(join(ROOT, 'config/env.example'), 'utf8')
  const lines = example.split('\n').flatMap((line): [string, string][] => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [[name, value]]
  })
  it('names every variable that is read, and no other', () => {
    expect(lines.map(([name]) => name).sort()).toEqual([...VARIABLES, ...SECRETS.map((name) => `${name}_FILE`)].sort())
  })
  it('explains each, and shows the defaults', () => {
    for (const block of example.trim().split('\n\n').slice(1)) expect(block).toMatch(/^# .{20,}\n/)
    expect(readSettings(Object.fromEntries(lines))).toEqual(readSettings({}))
  })
})
