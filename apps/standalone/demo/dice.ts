/** Dice that derive from (seed, debtor, what for), so that the same seed tells the same story (rule 16). */
import { createHash } from 'node:crypto'

/** A number from 0 up to 1. */
export type Dice = (debtor: string, what: string) => number

export const diceOf =
  (seed: string): Dice =>
  (debtor, what) =>
    createHash('sha256').update(`${seed}\n${debtor}\n${what}`).digest().readUIntBE(0, 6) / 2 ** 48
