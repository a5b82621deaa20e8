/** Reads single fields of what carriers answer and call back: nothing is taken for granted, and nothing throws. */

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

export function textField(value: unknown, name: string): string | undefined {
  const text = fieldOf(value, name)
  return typeof text === 'string' && text !== '' ? keepable(text) : undefined
}

/** PostgreSQL keeps every character but one. */
export const keepable = (text: string): string => text.replaceAll('\0', '')

/** A code or a number that comes as digits from one carrier and as a text from another. */
export function codeField(value: unknown, name: string): string | undefined {
  const code = fieldOf(value, name)
  return typeof code === 'number' ? String(code) : textField(value, name)
}

export function listField(value: unknown, name: string): readonly unknown[] {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? list : []
}

/** Of a content type, for a file that has no name of its own. */
export function extensionOf(type: string): string {
  const word = /^\w+\/([a-z0-9]{2,8})\b/i.exec(type)?.[1]
  return word === undefined ? '' : `.${word.toLowerCase()}`
}

/** Undefined for what is not JSON; the parser's own words would quote what it has read. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
