/** REDIRECT_ALL_TO: during trials every message becomes an e-mail to one address, with the words it would have had. */
import type { OutboundMessage } from '#domain'

export function redirected(message: OutboundMessage): OutboundMessage {
  const { content } = message
  const { text } = content
  const subject = content.channel === 'email' ? content.subject : `[${content.channel}]`
  return {
    ...message,
    content: {
      channel: 'email',
      subject: `[Tijdig trial] ${subject}`,
      preheader: '',
      html: content.channel === 'email' ? content.html : `<pre>${escapeHtml(text)}</pre>`,
      text,
    },
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
