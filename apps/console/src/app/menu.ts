/** The screens there are, for the parts of the frame that lead to them. */
import { createContext, useContext, type ComponentType } from 'react'
import type { Role } from './session'

export interface Door {
  readonly path: string
  readonly load: () => Promise<{ readonly Screen: ComponentType }>
}

export interface ScreenEntry extends Door {
  readonly roles: readonly Role[]
  readonly name: { readonly nl: string; readonly en: string }
  /** After `g`; without one it is not in the menu. */
  readonly key?: string
  /** Where the menu leads when the path has a parameter. */
  readonly link?: string
}

export const ScreensContext = createContext<readonly ScreenEntry[]>([])
export const useScreens = (): readonly ScreenEntry[] => useContext(ScreensContext)
