/** The language of the pages, and what React Aria needs to know of it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { localeOf, type Language } from '../texts/language'
import { usePreference } from './preferences'
import type { Session } from './session'

const ofBrowser = (): Language => (navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en')

export function useSessionLanguage(): Language {
  const [chosen] = usePreference('language')
  const session = useQueryClient().getQueryData<Session | null>(['session'])
  if (chosen === 'nl' || chosen === 'en') return chosen
  return session?.user.language ?? ofBrowser()
}

/** Order of day and month: as the Dutch write them, in either language. */
export function Speaking({ children }: { readonly children: ReactNode }): ReactNode {
  const language = useSessionLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <I18nProvider locale={localeOf(language)}>{children}</I18nProvider>
}
