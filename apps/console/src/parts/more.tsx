/** The next page of a list, where one asks for it. */
import type { ReactNode } from 'react'
import type { Pages } from '../api/pages'
import { useTexts } from '../texts'
import { Press } from './press'

interface MoreProps {
  readonly read: Pick<Pages<unknown>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
  /** Where it is older, or said otherwise. */
  readonly children?: string
}

const MORE = { nl: 'Meer laden', en: 'Load more' }

export function More({ read: { hasNextPage, isFetchingNextPage, fetchNextPage }, children }: MoreProps): ReactNode {
  const more = useTexts(MORE)
  return (
    hasNextPage && (
      <Press isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
        {children ?? more}
      </Press>
    )
  )
}
