/** Millimetres on the sheet, and how far it may slide in its envelope. */
import { isUsableWindow, type WindowPosition } from '#domain'

/** The address keeps this distance from the edge of the window, and all else stays this far outside. */
export const WINDOW_TOLERANCE = 3

export const A4 = { width: 210, height: 297 } as const

const POINTS_PER_MM = 72 / 25.4
export const points = (millimetres: number): number => millimetres * POINTS_PER_MM

export function checkWindow(window: WindowPosition): void {
  if (!isUsableWindow(window)) throw new RangeError(`window ${JSON.stringify(window)} is not a usable place for an address on A4`)
}
