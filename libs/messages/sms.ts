/** SMS: what a text costs in segments, and the spelling that keeps it in the cheap alphabet where nothing is lost. */
const GSM_7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** These take an escape and a sign: two units, which may not be parted over two segments. */
const GSM_7_EXTENDED = new Set('\f^{}\\[~]|€')

export interface SmsSegments {
  readonly encoding: 'gsm-7' | 'ucs-2'
  readonly units: number
  readonly segments: number
}

export function smsSegments(text: string): SmsSegments {
  const signs = [...text]
  const gsm = signs.every((sign) => GSM_7.has(sign) || GSM_7_EXTENDED.has(sign))
  const sizes = signs.map((sign) => (gsm ? (GSM_7_EXTENDED.has(sign) ? 2 : 1) : sign.length))
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const [single, part] = gsm ? [160, 153] : [70, 67]
  return { encoding: gsm ? 'gsm-7' : 'ucs-2', units, segments: units <= single ? 1 : parts(sizes, part) }
}

/** A sign of two units (an extended one, or an emoji) moves whole to the next segment. */
function parts(sizes: readonly number[], room: number): number {
  let segments = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > room) {
      segments++
      used = 0
    }
    used += size
  }
  return segments
}

/** Typography that a phone shows no better than its plain twin. Letters such as ë stay: a name is a name. */
const PLAIN_TWINS: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201B': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u00AB': '"',
  '\u00BB': '"',
  '\u2032': "'",
  '\u2033': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2026': '...',
  '\u2022': '-',
  '\u00B7': '-',
  '\u00A0': ' ',
  '\u202F': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '\u200B': '',
  '\uFEFF': '',
  '\u00AD': '',
}

export function plainSms(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\x20-\x7E]/gu, (sign) => PLAIN_TWINS[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .trim()
}
