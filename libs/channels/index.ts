/** THE HANDS: one folder per channel; hands messages to carriers with closed outcomes, and reads what carriers call back. */
export type { Delivery, Drivers, LetterBatch, LetterDriver, LetterToPrint, LookUpAnswer, MessageDriver } from './driver'
export { createSandboxDrivers, type SandboxDriverOptions } from './sandbox-drivers'
export { sendgridEmail, type SendgridOptions } from './email/sendgrid-email'
export { twilioSms, type TwilioOptions } from './sms/twilio-sms'
export { whatsappCloudApi, type CloudApiOptions } from './whatsapp/cloud-api'
export { parseSandboxCallback, verifySandboxSignature } from './sandbox/callback'
export { renderLetter, WINDOW_PRESETS, WINDOW_TOLERANCE, type WindowPosition } from './letter/pdf'
