/** KIX: the sorting code of the Dutch post under an address, as text and as bars of four heights. */
import type { PostalAddress } from '#domain'
import { ornament, type Document } from './sheet'
import { points } from './window'

/** Postcode, house number, X and addition; letters and digits only. Empty abroad. */
export function kixOf({ postcode, houseNumber, addition, country }: PostalAddress): string {
  if (country !== 'NL') return ''
  return `${postcode}${houseNumber}${addition ? `X${addition}` : ''}`.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Which two of a symbol's four bars reach up, by its row of six, and which two reach down, by its column. */
const PAIRS = ['0011', '0101', '0110', '1001', '1010', '1100'] as const

/** Full, ascending, descending, or the track alone. */
export type Bar = 'F' | 'A' | 'D' | 'T'

export const barsOf = (kix: string): Bar[] =>
  [...kix].flatMap((symbol) => {
    const index = SYMBOLS.indexOf(symbol)
    const [up, down] = [PAIRS[Math.floor(index / 6)] ?? '', PAIRS[index % 6] ?? '']
    return [0, 1, 2, 3].map((bar): Bar => (up[bar] === '1' ? (down[bar] === '1' ? 'F' : 'A') : down[bar] === '1' ? 'D' : 'T'))
  })

/** In millimetres. */
const PITCH = 1.2
const WIDTH = 0.5
const REACH = 1.9
const TRACK = 1.3
export const KIX_HEIGHT = points(REACH + TRACK + REACH)

export const kixWidth = (kix: string): number => points(kix.length * 4 * PITCH)

/** Bars mean nothing to a reader of the text. */
export function drawKix(doc: Document, kix: string, at: { readonly x: number; readonly y: number }): void {
  ornament(doc, () => {
    barsOf(kix).forEach((bar, index) => {
      const up = bar === 'F' || bar === 'A' ? 0 : REACH
      const end = REACH + TRACK + (bar === 'F' || bar === 'D' ? REACH : 0)
      doc.rect(at.x + points(index * PITCH), at.y + points(up), points(WIDTH), points(end - up))
    })
    doc.fill('black')
  })
}
