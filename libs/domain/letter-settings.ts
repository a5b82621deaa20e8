/** Letter settings: how a creditor's letters are laid out, checked and ordered for its print house, as data. */
import type { Phase } from './phase'

/** The envelope's window: where the address must lie, in millimetres from the page's upper left corner. */
export interface WindowPosition {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Envelopes differ per printer and country; these are starting points, and one's own envelope is measured. */
export const WINDOW_PRESETS = {
  'din-5008-a': { left: 20, top: 27, width: 85, height: 45 },
  'din-5008-b': { left: 20, top: 45, width: 85, height: 45 },
  right: { left: 110, top: 45, width: 85, height: 40 },
} as const satisfies Record<string, WindowPosition>
export type WindowName = keyof typeof WINDOW_PRESETS
export const WINDOW_NAMES = Object.keys(WINDOW_PRESETS) as readonly WindowName[]

/** Who puts the sorting code of the post on the letter: nobody, we under the address, or the printer from the manifest. */
export const KIX_MODES = ['off', 'ours', 'printer'] as const
export const LETTER_ORDERS = ['legal-first', 'postcode'] as const
export const RELEASE_MODES = ['automatic', 'by-hand'] as const

export interface LetterSettings {
  readonly window?: WindowName | null
  /** Goes before the name: an envelope of one's own. */
  readonly windowPlace?: WindowPosition | null
  readonly foldMarks?: boolean
  readonly kix?: (typeof KIX_MODES)[number]
  readonly order?: (typeof LETTER_ORDERS)[number]
  /** Phases that go by registered post. */
  readonly registered?: readonly Phase[]
  /** By hand: people check and release each batch, and legal letters need two of them. */
  readonly release?: (typeof RELEASE_MODES)[number]
}

/** Every setting with its value, as a batch keeps it: the same batch is the same bytes, whatever is set later. */
export interface LetterLayout {
  readonly window: WindowPosition
  readonly foldMarks: boolean
  readonly kix: (typeof KIX_MODES)[number]
  readonly order: (typeof LETTER_ORDERS)[number]
  readonly registered: readonly Phase[]
}

export const layoutOf = ({
  window,
  windowPlace,
  foldMarks = true,
  kix = 'printer',
  order = 'legal-first',
  registered = [],
}: LetterSettings): LetterLayout => ({ window: windowPlace ?? WINDOW_PRESETS[window ?? 'din-5008-b'], foldMarks, kix, order, registered })

/** It must lie on the upper part of the sheet, at least 5 mm from its edges, and hold an address. */
export const isUsableWindow = ({ left, top, width, height }: WindowPosition): boolean =>
  left >= 5 && top >= 5 && left + width <= 205 && top + height <= 120 && width >= 60 && height >= 25
