/** Letters to a print house over SFTP: a connection for each batch, and only to the host whose key was agreed. */
import { createHash } from 'node:crypto'
import type SftpClient from 'ssh2-sftp-client'
import type { LetterDriver } from '../driver'
import type { FailureClass } from '#domain'
import { codeOf, dropBatch, NotConnected, type Place } from './drop'
import { printBatch } from './print-batch'

export interface SftpOptions {
  /** Where batches are made. */
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly username: string
  /** One of the two. */
  readonly password: string | null
  readonly privateKey: string | null
  /** As `ssh-keygen -l` writes it: SHA256:… */
  readonly hostKey: string
  /** On their side. */
  readonly path: string
  readonly timeoutMs: number
}

export const sftpLetter = (options: SftpOptions): LetterDriver => ({
  carrier: 'print-house',
  folder: options.folder,
  printBatch: (batch) =>
    printBatch(options.folder, batch, (_, made, place) => dropBatch(batch.id, made, place, (work) => connected(options, work))),
  close: () => Promise.resolve(),
})

/** Loaded when the first batch leaves: it takes memory that a worker of messages never needs. */
async function connected(
  { host, port, username, password, privateKey, hostKey, path, timeoutMs }: SftpOptions,
  work: (place: Place) => Promise<void>,
): Promise<void> {
  const { default: Client } = await import('ssh2-sftp-client')
  const client = new Client('tijdig', { error: () => undefined, end: () => undefined, close: () => undefined })
  try {
    await client
      .connect({
        host,
        port,
        username,
        ...(password !== null && { password }),
        ...(privateKey !== null && { privateKey }),
        readyTimeout: timeoutMs,
        hostVerifier: (key: Buffer) => fingerprint(key) === hostKey,
      })
      .catch((fault: unknown) => {
        throw new NotConnected(...refusalOf(fault))
      })
    // What a mistyped path made would be fetched by nobody.
    if ((await client.exists(path)) !== 'd') throw new NotConnected('account', 'sftp-folder')
    await work(placeAt(client, path))
  } finally {
    await client.end().catch(() => undefined)
  }
}

const fingerprint = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

/** A wrong key of theirs or a wrong password of ours stays wrong until a person mends it. */
function refusalOf(fault: unknown): [FailureClass, string] {
  const said = String(fault)
  if (/authentication methods failed/i.test(said)) return ['account', 'sftp-authentication']
  if (/host denied|verification failed|Handshake failed/i.test(said)) return ['account', 'sftp-host-key']
  return ['transient', codeOf(fault)]
}

function placeAt(client: SftpClient, path: string): Place {
  const at = (name: string): string => `${path.replace(/\/+$/, '')}/${name}`
  return {
    has: async (name) => (await client.exists(at(name))) !== false,
    clear: async (name) => void (await client.rmdir(at(name), true)),
    putFolder: async (from, name) => void (await client.uploadDir(from, at(name))),
    rename: async (from, to) => void (await client.rename(at(from), at(to))),
    putEmpty: async (name) => void (await client.put(Buffer.alloc(0), at(name))),
  }
}
