/** Reads what must not stand on a command line, where every process of the machine can see it: from a file or from standard input. */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { unacceptable } from './exit-codes'

export async function readSecret(file: string | undefined): Promise<string> {
  if (file === undefined && process.stdin.isTTY)
    throw unacceptable('nothing on standard input: name a file with --file, or write `< file` behind the command')
  try {
    return file === undefined ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch {
    throw unacceptable('the file cannot be read')
  }
}
