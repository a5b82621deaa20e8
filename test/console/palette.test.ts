/** The colours of statuses: readable on their own tint, and told apart by whoever does not see red or green. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

type Rgb = readonly [number, number, number]
type Matrix = readonly [Rgb, Rgb, Rgb]

const tokens = readFileSync(resolve(__dirname, '../../apps/console/src/tokens.css'), 'utf8')
const STATUSES = ['wait', 'plan', 'done', 'warn', 'fail'] as const
const THEMES = ['light', 'dark'] as const
/** Machado, Oliveira and Fernandes (2009), severity 1, on linear light. */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

function colour(name: string, theme: (typeof THEMES)[number]): Rgb {
  const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\(#([0-9a-f]+), #([0-9a-f]+)\\)`).exec(tokens) ?? []
  const hex = theme === 'light' ? light : dark
  if (hex === '') throw new Error(`no colour ${name}`)
  const whole = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  return [0, 2, 4].map((at) => parseInt(whole.slice(at, at + 2), 16) / 255) as unknown as Rgb
}

const linear = (rgb: Rgb): Rgb => rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as unknown as Rgb
const through = (matrix: Matrix, vector: Rgb): Rgb =>
  matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, at) => sum + factor * (vector[at] ?? 0), 0),
      ),
    ),
  ) as unknown as Rgb
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = linear(rgb)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: Rgb, other: Rgb): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
const tint = (of: Rgb, on: Rgb): Rgb => of.map((part, at) => part * 0.1 + (on[at] ?? 0) * 0.9) as unknown as Rgb

const WHITE = [0.95047, 1, 1.08883] as const
const XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
]
function lab(light: Rgb): Rgb {
  const [x = 0, y = 0, z = 0] = XYZ.map(
    (row, at) => row.reduce((sum, factor, part) => sum + factor * (light[part] ?? 0), 0) / (WHITE[at] ?? 1),
  ).map((part) => (part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116))
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const apart = (one: Rgb, other: Rgb): number => Math.hypot(...one.map((part, at) => part - (other[at] ?? 0)))

test.each(THEMES)('in %s each status can be read on its tint, and no two look alike to anybody', (theme) => {
  const background = colour('bg', theme)
  for (const status of STATUSES)
    expect([status, contrast(colour(status, theme), tint(colour(status, theme), background)) >= 4.5]).toEqual([status, true])
  for (const [sight, matrix] of Object.entries(SIGHTS)) {
    const seen = STATUSES.map((status) => lab(through(matrix, linear(colour(status, theme)))))
    const alike = STATUSES.flatMap((one, at) =>
      STATUSES.slice(at + 1)
        .filter((_, next) => apart(seen[at] ?? [0, 0, 0], seen[at + 1 + next] ?? [0, 0, 0]) < 20)
        .map((other) => `${one} ${other}`),
    )
    expect([sight, alike]).toEqual([sight, []])
  }
})
