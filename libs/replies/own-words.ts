/** Own words: what the person wrote themselves; the mail they answer, and their signature, become blanks, so that places stay what they were. */

/** The line above a quoted mail, as mail programs write it in Dutch and English: `Op ma 4 jan 2027 om 09:00 schreef Voorbeeld B.V.:`. */
const INTRODUCTION =
  /^[ \t]*(?=[^\n]*\d)(?:(?:op|on)\b[^\n]{6,200}(?:\n[^\n]{0,120})?\b(?:schreef|wrote|geschreven)\b[^\n]{0,120}|[^\n]{3,120}\b(?:schreef|wrote) (?:op|on)\b[^\n]{4,120}):[ \t]*$/im
/** Where the mail that is answered begins. */
const QUOTE_BEGINS = [
  /^[ \t]*-{2,}[ \t]*(?:original message|oorspronkelijk bericht|origineel bericht|forwarded message|doorgestuurd bericht)/im,
  /^[ \t*]*(?:van|from):[^\n]+\n(?:[ \t*]*[a-z ]{2,20}:[^\n]*\n){0,2}[ \t*]*(?:verzonden|datum|sent|date|aan|to)[ \t]*:/im,
  /^[ \t]*_{10,}[ \t]*$/m,
]
/** Where a signature begins, when something was said before it. */
const SIGNATURE_BEGINS = [
  /^-- ?$/m,
  /^[ \t]*(?:verstuurd|verzonden) (?:vanaf|via|met|van)\b/im,
  /^[ \t]*(?:sent from|get outlook for|outlook voor)\b/im,
  /^[ \t]*(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?\b[^\n]{0,40}$/im,
  /^[ \t]*(?:groet(?:en|jes)?|mvg|gr)[.,!]?[ \t]*(?:[^\n]{0,30})$/im,
  /^[ \t]*(?:kind|best|warm) regards\b[^\n]{0,40}$/im,
  /^[ \t]*(?:hoogachtend|yours sincerely|yours faithfully)\b[^\n]{0,40}$/im,
]

export function ownWords(text: string): string {
  const plain = text.replace(/^[ \t]*>.*$/gm, blank)
  // Who answers below what they quote has marked it; who answers above it may not have.
  const unquoted =
    plain === text ? blankFrom(text, [INTRODUCTION, ...QUOTE_BEGINS]) : blankFrom(plain.replace(INTRODUCTION, blank), QUOTE_BEGINS)
  const unsigned = blankFrom(unquoted, SIGNATURE_BEGINS)
  return unsigned.trim() === '' ? unquoted : unsigned
}

function blankFrom(text: string, beginnings: readonly RegExp[]): string {
  const at = Math.min(...beginnings.map((begins) => begins.exec(text)?.index ?? Infinity))
  return at === Infinity ? text : text.slice(0, at) + blank(text.slice(at))
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
