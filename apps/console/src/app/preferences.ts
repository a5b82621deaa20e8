/** Choices of whoever sits here, kept in this browser: language, theme, density, keys, creditor. */
import { useSyncExternalStore } from 'react'

export interface Preferences {
  readonly language: string
  readonly theme: string
  readonly density: string
  readonly keys: string
  readonly creditor: string
}

const listeners = new Set<() => void>()
const storageKey = (name: keyof Preferences): string => `tijdig.${name}`

/** A browser may refuse storage: then a choice lasts as long as the page. */
const here = new Map<string, string>()

export function chosen(name: keyof Preferences): string {
  const key = storageKey(name)
  try {
    return localStorage.getItem(key) ?? here.get(key) ?? ''
  } catch {
    return here.get(key) ?? ''
  }
}

export function choose(name: keyof Preferences, value: string): void {
  here.set(storageKey(name), value)
  try {
    localStorage.setItem(storageKey(name), value)
  } catch {
    // Kept for this page alone.
  }
  paint()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Also of another tab's choice. */
export function followOtherTabs(): void {
  addEventListener('storage', ({ key }) => {
    if (key?.startsWith('tijdig.') !== true) return
    paint()
    for (const listener of listeners) listener()
  })
}

export function usePreference(name: keyof Preferences): readonly [string, (value: string) => void] {
  return [useSyncExternalStore(subscribe, () => chosen(name)), (value) => choose(name, value)]
}

/** Looks are the stylesheet's business: it reads these two from the root. */
export function paint(): void {
  const root = document.documentElement
  for (const name of ['theme', 'density'] as const) {
    const value = chosen(name)
    if (value === '') root.removeAttribute(`data-${name}`)
    else root.setAttribute(`data-${name}`, value)
  }
}
