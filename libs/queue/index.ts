/** THE BELT: one contract; the belt that needs no Redis, and the one over it. */
export type { Belt, ChunkJob } from './belt'
export { InProcessBelt } from './in-process-belt'
export type { BullBelt } from './bull-belt'
export type { RedisPlace } from './bull-options'
export { openBullBelt } from './open-bull-belt'
