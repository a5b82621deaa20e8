/** Whole numbers as people read them. */
import { useSessionLanguage } from '../app/language'
import { localeOf } from '../texts/language'

export function useWhole(): (value: number) => string {
  const form = new Intl.NumberFormat(localeOf(useSessionLanguage()))
  return (value) => form.format(value)
}
