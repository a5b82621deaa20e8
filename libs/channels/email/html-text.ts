/** The words of a mail that came as HTML alone: without marks, scripts and what is not shown; what it quotes is marked as a quote. In one pass, however it is made. */

const UNSEEN = ['style', 'script', 'head', 'title']
const BREAKS = /^\/?(?:br|p|div|tr|li|h\d|blockquote|table|ul|ol)$/
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  euro: '€',
  eacute: 'é',
  euml: 'ë',
}

export function textOfHtml(html: string): string {
  const words: string[] = []
  let quoted = 0
  let at = Math.max(0, html.search(/<body/i))
  while (at < html.length) {
    const begin = html.indexOf('<', at)
    words.push(html.slice(at, begin < 0 ? html.length : begin).replace(/\s+/g, ' '))
    if (begin < 0) break
    const isComment = html.startsWith('<!--', begin)
    const end = html.indexOf(isComment ? '-->' : '>', begin)
    if (end < 0) break
    at = end + (isComment ? 3 : 1)
    const name = isComment ? '' : (/^[/a-z][a-z\d]*/i.exec(html.slice(begin + 1, begin + 20))?.[0].toLowerCase() ?? '')
    if (UNSEEN.includes(name)) {
      const over = html.slice(at).search(new RegExp(`</${name}`, 'i'))
      if (over < 0) break
      at += over
    }
    if (name === 'blockquote') quoted++
    if (name === '/blockquote' && quoted > 0) quoted--
    if (BREAKS.test(name)) words.push(quoted > 0 ? '\n> ' : '\n')
  }
  const text = words.join('').replace(/&(#?\w{2,7});/g, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? numbered(name) ?? entity)
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/^>$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

/** `#8217`, `#x20AC`; half of a surrogate pair is no sign. */
function numbered(name: string): string | undefined {
  const code = name.startsWith('#') ? Number(name.slice(1).replace(/^x/i, '0x')) : NaN
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined
}
