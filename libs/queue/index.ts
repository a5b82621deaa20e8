/** THE BELT: one contract, and the belt that needs no Redis. */
export type { Belt, ChunkJob } from './belt'
export { InProcessBelt } from './in-process-belt'
