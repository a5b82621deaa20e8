/** Dice that fall the same way for the same seed and the same question, whatever the order of the requests. */
import { createHash } from 'node:crypto'

/** Answers a named question with a number from 0 up to, but not including, 1. */
export type Dice = (question: string) => number

export function diceFor(...origin: readonly (string | number)[]): Dice {
  const stem = origin.join('\u0000')
  return (question) => createHash('sha256').update(`${stem}\u0000${question}`).digest().readUIntBE(0, 6) / 2 ** 48
}

/** A whole number of milliseconds between two bounds; squared, since most answers come early. */
export const early = (roll: number, from: number, to: number): number => Math.round(from + (to - from) * roll * roll)

export function pick<T>(roll: number, options: readonly [T, ...T[]]): T {
  return options[Math.floor(roll * options.length)] ?? options[0]
}
