/** Inline markup: bold words and links within a line, and the escape that keeps data from becoming markup. */
export interface Span {
  readonly text: string
  readonly strong: boolean
  /** Only http, https, mailto and tel. */
  readonly href: string | null
}

const MARKUP = /[\\*[\]()#\-=!|:@]/g
// Line ends, tabs and other control or direction-changing characters have no business in a name or a description.
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g
// Nothing opens twice within a link: else each of many brackets would be followed to the end of the text.
const TOKEN = /\\(.)|(\*\*)|\[((?:\\.|[^[\]\\])*)\]\(((?:\\.|[^()\\])*)\)|([^\\*[]+|.)/gs
const SAFE_HREF = /^(https?:\/\/|mailto:|tel:)[^\s"'<>]+$/i

/** Data on one line, with every character that could start markup marked as plain. */
export const escapeMarkup = (data: string): string => data.replace(UNPRINTABLE, ' ').replace(MARKUP, '\\$&')

/** Text without its marks: for subjects and other lines that know no markup. */
export const plain = (line: string): string => line.replace(/\\(.)/gs, '$1')

export function spansOf(line: string): readonly Span[] {
  const spans: Span[] = []
  let strong = false
  for (const [, escaped, bold, label, target, rest] of line.matchAll(TOKEN)) {
    if (bold !== undefined) strong = !strong
    else if (label !== undefined && target !== undefined) spans.push(link(plain(label), plain(target).trim(), strong))
    else append(spans, escaped ?? rest ?? '', strong)
  }
  return spans
}

/** A target that is no web address, mail address or number stays text: it might do something on a click. */
function link(label: string, target: string, strong: boolean): Span {
  return SAFE_HREF.test(target)
    ? { text: label, strong, href: target }
    : { text: label === target ? label : `${label} (${target})`, strong, href: null }
}

function append(spans: Span[], text: string, strong: boolean): void {
  const last = spans.at(-1)
  if (last && last.href === null && last.strong === strong) spans[spans.length - 1] = { ...last, text: last.text + text }
  else spans.push({ text, strong, href: null })
}
