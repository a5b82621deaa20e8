/** Memory of an import: for a process that does nothing else, so that a file of a million rows needs no more than one of ten thousand. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Rows live as long as their chunk is written: long enough to be taken for old, so that V8 lets its heap grow fourfold before it clears them away.
 * Half as much again as it keeps is enough room; with less, clearing away takes a third of the import. V8 goes by the share from the first full
 * collection on, which is why one is asked for.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50')
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') (collect as () => void)()
}
