/** The pages start here: storage, keys, cache, router. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from './api/problem'
import { forgetOldTexts } from './app/own-texts'
import { listenToKeys } from './app/keys'
import { Speaking } from './app/language'
import { followOtherTabs, paint } from './app/preferences'
import { followTabs } from './app/session'
import { router } from './router'
import './style.css'

/** A refusal is an answer: asking again changes nothing. */
const isWorthRepeating = (times: number, fault: Error): boolean =>
  times < 2 && !(fault instanceof Problem && fault.status > 0 && fault.status < 500)

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: isWorthRepeating, refetchOnWindowFocus: true },
    // Without a network an act fails at once: what was pressed long ago must not happen when it comes back.
    mutations: { retry: false, networkMode: 'always' },
  },
})

paint()
followOtherTabs()
followTabs(client)
listenToKeys()
forgetOldTexts()

const place = document.getElementById('console')
if (!place) throw new Error('the page has no place for the console')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Speaking>
        <RouterProvider router={router} />
      </Speaking>
    </QueryClientProvider>
  </StrictMode>,
)
