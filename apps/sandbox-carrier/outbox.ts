/** Everything accepted as a file that a person can open; names and times are of the carrier's clock. */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isoInZone, localDateOf, type Instant } from '#domain'
import { ZONE } from './callback-plan'
import { mimeOf } from './mime'
import { MESSAGE_CHANNELS, type MessageRequest, type PrintRequest } from './requests'

/** A file of this ending was written, but its acceptance is not yet in the log. */
const PENDING = '.part'

export class Outbox {
  constructor(private readonly folder: string) {}

  async open(): Promise<void> {
    // Messages to people in debt: for nobody else who works on this machine.
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    for (const name of [...MESSAGE_CHANNELS, 'letters']) await mkdir(join(this.folder, name), { recursive: true })
  }

  /** Written before the acceptance, shown after it: so no kill leaves an accepted message without its file, or a file without acceptance. */
  async prepare(message: MessageRequest, at: number, sequence: number): Promise<string> {
    const { channel } = message.content
    const number = String(sequence).padStart(6, '0')
    const file = join(
      channel,
      `${localDateOf(at as Instant, ZONE)}-${number}-${message.handOverId.slice(-8)}.${channel === 'email' ? 'eml' : 'txt'}`,
    )
    const bytes = channel === 'email' ? await mimeOf(message, at) : plainText(message, at)
    await this.write(join(this.folder, `${file}${PENDING}`), bytes, at)
    return file
  }

  publish(file: string): Promise<void> {
    return rename(join(this.folder, `${file}${PENDING}`), join(this.folder, file))
  }

  async prepareBatch(id: string, { letters, manifest, batch }: PrintRequest, at: number): Promise<string> {
    const file = join('letters', id)
    const folder = join(this.folder, `${file}${PENDING}`)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    for (const letter of letters) await this.write(join(folder, letter.file), Buffer.from(letter.pdf, 'base64'), at)
    await this.write(join(folder, 'manifest.csv'), manifest, at)
    await this.write(join(folder, 'batch.json'), `${JSON.stringify(batch, null, 2)}\n`, at)
    return file
  }

  /** After a kill: shows what was accepted, and throws away what was not. */
  async settle(wasAccepted: (file: string) => boolean): Promise<void> {
    for (const folder of [...MESSAGE_CHANNELS, 'letters']) {
      for (const name of await readdir(join(this.folder, folder))) {
        if (!name.endsWith(PENDING)) continue
        const file = join(folder, basename(name, PENDING))
        if (wasAccepted(file) && !existsSync(join(this.folder, file))) await this.publish(file)
        else await rm(join(this.folder, folder, name), { recursive: true, force: true })
      }
    }
  }

  private async write(path: string, content: string | Buffer, at: number): Promise<void> {
    const file = await open(path, 'w')
    try {
      await file.writeFile(content)
      await file.utimes(at / 1_000, at / 1_000)
    } finally {
      await file.close()
    }
  }
}

function plainText({ from, to, content }: MessageRequest, at: number): string {
  const head = [`From: ${from}`, `To: ${to}`, `Time: ${isoInZone(at as Instant, ZONE)}`]
  if (content.channel === 'sms') head.push(`Segments: ${content.segments}`)
  if (content.channel === 'whatsapp') {
    head.push(
      content.kind === 'template'
        ? `Template: ${content.template} (${content.parameters.join(' | ')})`
        : 'Template: none, inside the 24-hour window',
    )
  }
  return `${head.join('\n')}\n\n${content.text}\n`
}
