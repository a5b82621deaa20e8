/** What the webhook door may rely on: only signed raw bytes pass, and only callbacks of the closed set come out. */
import { createHmac } from 'node:crypto'
import { fc } from '../support/examples'
import { parseSandboxCallback, verifySandboxSignature } from '#channels'

const SECRET = 'a secret of this test'
const sign = (body: Buffer, secret = SECRET): string => createHmac('sha256', secret).update(body).digest('hex')

const RECEIPT = {
  kind: 'receipt',
  key: 'SM1:delivered',
  handOverId: '0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11',
  carrierReference: 'SM1',
  status: 'delivered',
  failure: null,
  code: null,
  at: '2027-01-19T09:00:01.000Z',
}
const INBOUND = {
  kind: 'inbound',
  key: 'SM1:reply',
  channel: 'sms',
  from: '+31612345678',
  to: '+31970123456',
  text: 'heb al betaald',
  at: '2027-01-19T10:00:00.000Z',
}
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

test('the signature holds for exactly these bytes and this secret', () => {
  const body = Buffer.from('{"text":"geïnd \\u20ac 5"}')
  expect(verifySandboxSignature(body, sign(body), SECRET)).toBe(true)
  expect(verifySandboxSignature(body, sign(body, 'another'), SECRET)).toBe(false)
  expect(verifySandboxSignature(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), sign(body), SECRET)).toBe(false)
  for (const wrong of [undefined, '', 'zz', sign(body).slice(2), `${sign(body)}00`, sign(body).replace(/^./, 'g')]) {
    expect(verifySandboxSignature(body, wrong, SECRET)).toBe(false)
  }
})

test('any change of one byte breaks the signature', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (raw, place, change) => {
      const body = Buffer.from(raw)
      const changed = Buffer.from(raw)
      const index = place % raw.length
      changed[index] = (changed[index] ?? 0) ^ change
      return verifySandboxSignature(body, sign(body), SECRET) && !verifySandboxSignature(changed, sign(body), SECRET)
    }),
  )
})

test('receipts and inbound messages are read; fields that nobody knows are left out', () => {
  expect(parseSandboxCallback(bytes({ ...RECEIPT, colour: 'red' }))).toEqual(RECEIPT)
  expect(parseSandboxCallback(bytes({ ...RECEIPT, status: 'failed', failure: 'permanent', code: '30005' }))).toMatchObject({
    failure: 'permanent',
    code: '30005',
  })
  expect(parseSandboxCallback(bytes(INBOUND))).toEqual(INBOUND)
  expect(parseSandboxCallback(bytes({ ...INBOUND, text: '' }))).toMatchObject({ text: '' })
})

test.each<[string, object]>([
  ['handOverId', { ...RECEIPT, handOverId: 'geheim-17' }],
  ['status', { ...RECEIPT, status: 'geheim' }],
  ['failure', { ...RECEIPT, failure: 'geheim' }],
  ['key', { ...RECEIPT, key: '' }],
  ['at', { ...RECEIPT, at: 'geheim' }],
  ['carrierReference', { ...RECEIPT, carrierReference: 7 }],
  ['code', { ...RECEIPT, code: { geheim: 1 } }],
  ['channel', { ...INBOUND, channel: 'geheim' }],
  ['from', { ...INBOUND, from: 7 }],
  ['text', { ...INBOUND, text: null }],
  ['to', { ...INBOUND, to: undefined }],
  ['kind', { ...INBOUND, kind: 'geheim' }],
])('a wrong %s is named, and its value is not repeated', (field, body) => {
  const read = (): unknown => parseSandboxCallback(bytes(body))
  expect(read).toThrow(new RegExp(`\\b${field}\\b`))
  expect(read).not.toThrow(/geheim/)
})

test('whatever comes in, only an Error or a callback comes out', () => {
  for (const text of ['', 'null', '[]', '7', '{', '{"__proto__":{"kind":"receipt"}}'])
    expect(() => parseSandboxCallback(Buffer.from(text))).toThrow(/^sandbox callback: /)
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        return ['receipt', 'inbound'].includes(parseSandboxCallback(bytes(value)).kind)
      } catch (error) {
        return String(error).startsWith('Error: sandbox callback: ')
      }
    }),
  )
})
