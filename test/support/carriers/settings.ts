/** Every carrier connected: invented credentials, in the environment's names. */
export const ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef'
export const AUTH_TOKEN = 'twilio-auth-token-1'
export const SERVICE_SID = 'MG0123456789abcdef0123456789abcdef'
export const SMS_FROM = '+3197010200300'
export const MAIL_KEY = 'SG.invented-key.0123456789'
export const MAIL_FROM = 'rekening@post.example'
/** One of an invented pair (P-256). */
export const MAIL_PUBLIC_KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYbyVZL+WhhyDAaYpgwYpYdV6DAr/Uz7WpbeUGiwBq8o4ptvewBZwSFpHwuYnfduihtX36W6Upl7NJszfrA5yIw=='
export const PUBLIC_URL = 'https://herinneringen.example'

export const CARRIERS = {
  PUBLIC_URL,
  TWILIO_ACCOUNT_SID: ACCOUNT_SID, TWILIO_AUTH_TOKEN: AUTH_TOKEN, TWILIO_FROM: SMS_FROM,
  SENDGRID_API_KEY: MAIL_KEY, SENDGRID_FROM: MAIL_FROM, SENDGRID_WEBHOOK_PUBLIC_KEY: MAIL_PUBLIC_KEY,
  WHATSAPP_TOKEN: 'EAAtest-token-0123456789', WHATSAPP_PHONE_NUMBER_ID: '106540352242922', WHATSAPP_APP_SECRET: 'app-secret-1', WHATSAPP_VERIFY_TOKEN: 'verify-word',
} as const
