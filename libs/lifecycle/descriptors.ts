/** Descriptors: a process that has none left takes no connection and opens no file, and Node tells nobody; here it is told, and when it is over. */
import { open } from 'node:fs/promises'
import { devNull } from 'node:os'

interface DescriptorLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

const EVERY_MS = 2_000

/** Answers how to end it. */
export function watchDescriptors(log: DescriptorLog): () => Promise<void> {
  let none = false
  const look = async (): Promise<void> => {
    const now = !(await isOneLeft())
    if (now && !none)
      log.error({}, 'no file descriptor is left: connections are turned away and files cannot be opened; raise the limit (ulimit -n)')
    if (!now && none) log.info({}, 'there are file descriptors again')
    none = now
  }
  const looking = setInterval(() => void look(), EVERY_MS).unref()
  return () => Promise.resolve(clearInterval(looking))
}

/** Of the process, or of the whole machine. */
const isOneLeft = (): Promise<boolean> =>
  open(devNull).then(
    (file) => file.close().then(() => true),
    (fault: unknown) => !(fault instanceof Error && 'code' in fault && ['EMFILE', 'ENFILE'].includes(String(fault.code))),
  )
