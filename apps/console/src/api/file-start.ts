/** The first bytes of a file that somebody chose: a browser refuses it once it was changed or moved since, and tells a request no more than that it failed. */
import { Problem } from './problem'

export const startOf = (file: Blob, bytes: number): Promise<ArrayBuffer> =>
  file
    .slice(0, bytes)
    .arrayBuffer()
    .catch(() => {
      throw new Problem(400, 'file-changed', 'This file was changed or moved since you chose it: choose it again.', null, [])
    })
