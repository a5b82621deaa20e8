/** Every carrier connected: invented credentials, in the environment's names. */
import { generateKeyPairSync, sign } from 'node:crypto'

export const ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef'
export const AUTH_TOKEN = 'twilio-auth-token-1'
export const SERVICE_SID = 'MG0123456789abcdef0123456789abcdef'
export const SMS_FROM = '+3197010200300'
export const MAIL_KEY = 'SG.invented-key.0123456789'
export const MAIL_FROM = 'rekening@post.example'
/** Of a pair that lives as long as the test. */
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const MAIL_PUBLIC_KEY = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
export const PUBLIC_URL = 'https://herinneringen.example'

export const CARRIERS = {
  PUBLIC_URL,
  TWILIO_ACCOUNT_SID: ACCOUNT_SID,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_FROM: SMS_FROM,
  SENDGRID_API_KEY: MAIL_KEY,
  SENDGRID_FROM: MAIL_FROM,
  SENDGRID_WEBHOOK_PUBLIC_KEY: MAIL_PUBLIC_KEY,
  WHATSAPP_TOKEN: 'EAAtest-token-0123456789',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'app-secret-1',
  WHATSAPP_VERIFY_TOKEN: 'verify-word',
} as const

/** As SendGrid documents it: over the time and the bytes of the body. */
export const signedBySendgrid = (timestamp: string, body: Buffer): string =>
  sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), pair.privateKey).toString('base64')
