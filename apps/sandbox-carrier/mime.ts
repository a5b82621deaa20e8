/** An e-mail as it travels: real MIME, the same bytes for the same message. */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MessageRequest } from './requests'

export function mimeOf({ handOverId, from, to, language, content, attachments }: MessageRequest, at: number): Promise<Buffer> {
  if (content.channel !== 'email') throw new Error(`no MIME for ${content.channel}`)
  const mail = new MailComposer({
    from,
    to,
    subject: content.subject,
    text: content.text,
    html: content.html,
    date: new Date(at),
    messageId: `<${handOverId}@sandbox.example>`,
    headers: { 'Content-Language': language },
    baseBoundary: handOverId,
    attachments: attachments.map(({ filename, contentType, base64 }) => ({
      filename,
      contentType,
      content: Buffer.from(base64, 'base64'),
    })),
    // The message comes from outside: nothing in it may make the carrier read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((resolve, reject) => {
    mail.compile().build((error, message) => {
      if (error) reject(error)
      else resolve(message)
    })
  })
}
