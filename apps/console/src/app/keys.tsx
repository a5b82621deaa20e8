/** Keys: work outside text fields, never with Alt, are listed under `?`, and can be switched off (WCAG 2.1.4). */
import { createContext, useContext, useLayoutEffect, useRef } from 'react'
import { chosen } from './preferences'

export interface Key {
  readonly does: string
  readonly run: () => void
  /** Also while a text field has the focus: for chords with Control. */
  readonly inText?: boolean
}
/** `n`, `Enter`, `Shift+Enter`, `Control+k`, or two after each other: `g c`. */
export type Keys = Readonly<Record<string, Key | undefined | false | null>>

/** How many windows a part stands in: while one is open, keys go to what stands in the uppermost. */
export const Depth = createContext(0)

interface Layer {
  keys: Keys
  readonly depth: number
}

const layers: Layer[] = []
let before: { key: string; at: number } | null = null
const SEQUENCE_MS = 1_500

export function useKeys(keys: Keys): void {
  const depth = useContext(Depth)
  const layer = useRef<Layer>({ keys, depth })
  // With what is seen and not a moment later: a key that is pressed at first sight would be nobody's.
  useLayoutEffect(() => {
    layer.current.keys = keys
  })
  useLayoutEffect(() => {
    const mine = layer.current
    layers.push(mine)
    return () => void layers.splice(layers.indexOf(mine), 1)
  }, [])
}

/** Every key that works now, the nearest screen's first. */
export function keysNow(): readonly { readonly key: string; readonly does: string }[] {
  const seen = new Set<string>()
  return [...layers]
    .reverse()
    .flatMap(({ keys }) => Object.entries(keys))
    .flatMap(([key, one]) => {
      if (!one || seen.has(key)) return []
      seen.add(key)
      return [{ key, does: one.does }]
    })
}

/** There Enter is a new line. */
const isParagraph = (target: EventTarget | null): boolean => target instanceof HTMLTextAreaElement
/** In an open list of options a letter goes to the option that begins with it. */
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [role=spinbutton], [role=textbox], [role=combobox], :is([role=listbox], [role=menu]) *',
    ))
/** Enter on a button or a link is that button's. */
const isOwn = (target: EventTarget | null, key: string): boolean =>
  (key === 'Enter' || key === ' ') &&
  target instanceof HTMLElement &&
  target.closest('button, a, [role=option], [role=menuitem], [role=checkbox], summary') !== null

function nameOf(event: KeyboardEvent): string {
  const { key, shiftKey, ctrlKey, metaKey } = event
  if (ctrlKey || metaKey) return `Control+${key.toLowerCase()}`
  return shiftKey && (key.length > 1 || /[a-z]/i.test(key)) ? `Shift+${key}` : key
}

function press(event: KeyboardEvent): void {
  // A list that is searched by typing gets copies of what is typed in its field: those are nobody's keys.
  if (event.altKey || event.isComposing || event.defaultPrevented || !event.isTrusted) return
  const name = nameOf(event)
  const inText = isText(event.target)
  const isChord = name.startsWith('Control+')
  if (chosen('keys') === 'off' && !isChord) return
  if (isOwn(event.target, name)) return
  const sequence = before !== null && Date.now() - before.at < SEQUENCE_MS ? `${before.key} ${name}` : null
  const uppermost = Math.max(...layers.map(({ depth }) => depth))
  const all = layers.filter(({ depth }) => depth === uppermost).reverse()
  const find = (wanted: string): Key | null =>
    all
      .map(({ keys }) => keys[wanted])
      .find((one) => one && (!inText || (one.inText === true && !(isParagraph(event.target) && wanted === 'Enter')))) || null
  const found = (sequence !== null ? find(sequence) : null) ?? find(name)
  before = inText ? null : { key: name, at: Date.now() }
  if (!found) return
  before = null
  event.preventDefault()
  found.run()
}

/** On a choice that is closed a letter would choose what nobody sees: where it is a key of the page, it is that alone. A field for a day keeps Enter to itself. */
function pressFirst(event: KeyboardEvent): void {
  const { target, key } = event
  if (!(
    target instanceof HTMLElement && target.matches(key === 'Enter' ? '[role=spinbutton]' : '[aria-haspopup=listbox][aria-expanded=false]')
  ))
    return
  press(event)
  if (event.defaultPrevented) event.stopPropagation()
}

export function listenToKeys(): void {
  addEventListener('keydown', pressFirst, { capture: true })
  addEventListener('keydown', press)
}
