/** The envelope's window: where the address must lie, in millimetres from the page's upper left corner. */
export interface WindowPosition {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Envelopes differ per printer and country, so each creditor sets its own; these are starting points. */
export const WINDOW_PRESETS = {
  'din-5008-b': { left: 20, top: 45, width: 85, height: 45 },
} as const satisfies Record<string, WindowPosition>

/** How far a sheet may slide in its envelope: the address keeps this distance from the edge, and all else stays this far outside. */
export const WINDOW_TOLERANCE = 3

export const A4 = { width: 210, height: 297 } as const

const POINTS_PER_MM = 72 / 25.4
export const points = (millimetres: number): number => millimetres * POINTS_PER_MM

/** A window that lies on the sheet and leaves room beside it for the sender. */
export function checkWindow(window: WindowPosition): void {
  const right = window.left + window.width
  const bottom = window.top + window.height
  const onSheet = window.left >= 5 && window.top >= 5 && right <= A4.width - 5 && bottom <= 120
  if (!onSheet || window.width < 60 || window.height < 25) {
    throw new RangeError(`window ${JSON.stringify(window)} is not a usable place for an address on A4`)
  }
}
