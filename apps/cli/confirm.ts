/** Asks a person at the terminal; anything but a clear yes is a no. */
import { createInterface } from 'node:readline/promises'

export async function confirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-D and Ctrl-C close the terminal without an answer.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed])
  terminal.close()
  return ['y', 'yes', 'j', 'ja'].includes(answer.trim().toLowerCase())
}
