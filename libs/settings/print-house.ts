/** Where letters go: a folder, or a print house over SFTP; without either the sandbox's print house stands in. */
import { isAbsolute } from 'node:path'
import { IsOptional, Matches } from 'class-validator'
import { CarrierVariables, MustBe } from './carrier-variables'

/** Each may come from a file instead, named in the variable with `_FILE` behind it. */
export const PRINT_HOUSE_SECRETS = ['LETTERS_SFTP_PASSWORD', 'LETTERS_SFTP_PRIVATE_KEY'] as const

export type PrintHouseSettings =
  | { readonly kind: 'folder'; readonly to: string }
  | {
      readonly kind: 'sftp'
      readonly host: string
      readonly port: number
      readonly username: string
      readonly path: string
      readonly password: string | null
      readonly privateKey: string | null
      readonly hostKey: string
    }

const isSftpUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return protocol === 'sftp:' && hostname !== '' && username !== '' && password === ''
}

export class PrintHouseVariables extends CarrierVariables {
  @IsOptional()
  @MustBe('an absolute path', isAbsolute)
  LETTERS_FOLDER?: string = undefined

  @IsOptional()
  @MustBe('a URL such as sftp://name@host:22/in, without a password', isSftpUrl)
  LETTERS_SFTP_URL?: string = undefined

  @IsOptional()
  @MustBe('the password of that name', (text) => text !== '')
  LETTERS_SFTP_PASSWORD?: string = undefined

  @IsOptional()
  @MustBe('a private key without a passphrase, as ssh-keygen makes it', (text) => text !== '')
  LETTERS_SFTP_PRIVATE_KEY?: string = undefined

  @IsOptional()
  @Matches(/^SHA256:[A-Za-z0-9+/]{43}$/, { message: 'must be a fingerprint as ssh-keygen -l writes it: SHA256:… with 43 characters' })
  LETTERS_SFTP_HOST_KEY?: string = undefined
}

type Given = Readonly<Record<string, string | undefined>>

/** A print house that is half set would let the sandbox swallow letters that were meant to leave. */
export function halfPrintHouse({
  LETTERS_FOLDER: folder,
  LETTERS_SFTP_URL: url,
  LETTERS_SFTP_PASSWORD: password,
  LETTERS_SFTP_PRIVATE_KEY: key,
  LETTERS_SFTP_HOST_KEY: host,
}: Given): string[] {
  if (url === undefined)
    return password !== undefined || key !== undefined || host !== undefined
      ? ['LETTERS_SFTP_URL: is needed beside the other LETTERS_SFTP_ settings']
      : []
  return [
    ...(folder !== undefined ? ['LETTERS_FOLDER: is set, and LETTERS_SFTP_URL too: leave one of them out'] : []),
    ...(host === undefined ? ['LETTERS_SFTP_HOST_KEY: is needed beside LETTERS_SFTP_URL, so that no letter goes to a stranger'] : []),
    ...((password === undefined) === (key === undefined)
      ? ['LETTERS_SFTP_PASSWORD or LETTERS_SFTP_PRIVATE_KEY: one of them is needed beside LETTERS_SFTP_URL']
      : []),
  ]
}

export function printHouseSettings(given: PrintHouseVariables): PrintHouseSettings | null {
  if (given.LETTERS_FOLDER !== undefined) return { kind: 'folder', to: given.LETTERS_FOLDER }
  if (given.LETTERS_SFTP_URL === undefined || given.LETTERS_SFTP_HOST_KEY === undefined) return null
  const { hostname, port, username, pathname } = new URL(given.LETTERS_SFTP_URL)
  return {
    kind: 'sftp',
    host: hostname,
    port: port === '' ? 22 : Number(port),
    username: decodeURIComponent(username),
    path: decodeURIComponent(pathname) || '/',
    password: given.LETTERS_SFTP_PASSWORD ?? null,
    privateKey: given.LETTERS_SFTP_PRIVATE_KEY ?? null,
    hostKey: given.LETTERS_SFTP_HOST_KEY,
  }
}
