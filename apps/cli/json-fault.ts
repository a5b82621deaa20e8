/** Where a text stops being JSON: the parser names a position for some faults only, and never a line. */

/** The first line with which the text could not be the beginning of any JSON. */
export function faultyLine(text: string): number {
  const lines = text.split('\n')
  let good = 0
  let bad = lines.length
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (mayGoOn(`${lines.slice(0, middle).join('\n')}\n`)) good = middle
    else bad = middle
  }
  return bad
}

function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (fault) {
    const { message } = fault as SyntaxError
    const position = /at position (\d+)/.exec(message)?.[1]
    // A string that its line does not end is wrong on that line.
    if (position === undefined || message.startsWith('Bad control')) return message.startsWith('Unexpected end')
    return Number(position) >= beginning.trimEnd().length
  }
}
