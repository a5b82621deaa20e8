/** Texts by language: `nl` and `en` of the same shape, chosen by whoever sits here, else by the account, else by the browser. */
import { useSessionLanguage } from '../app/language'

export interface Texts<T> {
  readonly nl: T
  readonly en: T
}

export const useTexts = <T>(texts: Texts<T>): T => texts[useSessionLanguage()]
