/** THE HANDS: one folder per channel; hands messages to carriers with closed outcomes, and reads what carriers call back. */
export type {
  Delivery,
  Drivers,
  Enclosed,
  FetchedFile,
  LetterBatch,
  LetterDriver,
  LetterToPrint,
  HeldMessage,
  LookUpAnswer,
  LostHandOver,
  MessageDriver,
} from './driver'
export { createSandboxDrivers, type SandboxDriverOptions } from './sandbox-drivers'
export { sendgridEmail, type SendgridOptions } from './email/sendgrid-email'
export { guarded, type GuardWatch } from './guarded'
export { smtpEmail, type SmtpOptions } from './email/smtp-email'
export { twilioSms, type TwilioOptions } from './sms/twilio-sms'
export { whatsappCloudApi, type CloudApiOptions } from './whatsapp/cloud-api'
export { parseSandboxCallback, verifySandboxSignature } from './sandbox/callback'
export { folderLetter, type FolderOptions } from './letter/folder-letter'
export { sftpLetter, type SftpOptions } from './letter/sftp-letter'
export { makeBatch, pagesOf, type BatchFile, type MadeBatch } from './letter/batch-folder'
export { readReturnFile, type ReturnLine } from './letter/return-file'
export { barsOf, kixOf, renderLetter, renderPages, renderStatement, WINDOW_TOLERANCE } from './letter/pdf'
export { packCall, type CarrierCall } from './carrier-call'
export { readCall, type CallSource } from './read-call'
export { signedByTwilio } from './sms/twilio-callbacks'
export { signedBySendgrid, type SendgridSignature } from './email/sendgrid-callbacks'
export { signedByMeta } from './whatsapp/cloud-callbacks'
