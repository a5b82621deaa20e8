/** Lists of the API, read page by page as one goes down. */
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { Page } from '../parts/rows'
import { ask } from './http'

const LIMIT = 200

export type Pages<T> = UseInfiniteQueryResult<InfiniteData<Page<T>>>

/** `path` without cursor: the parameters it has stay. */
export function usePages<T>(
  queryKey: readonly string[],
  path: string,
  { limit = LIMIT, isWanted = true }: { readonly limit?: number; readonly isWanted?: boolean } = {},
): Pages<T> {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    enabled: isWanted,
    queryFn: ({ pageParam, signal }) => ask<Page<T>>(pageOf(path, pageParam, limit), { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

export const pageOf = (path: string, cursor: string, limit = LIMIT): string => {
  const parameters = new URLSearchParams({ limit: String(limit), ...(cursor !== '' && { cursor }) })
  return `${path}${path.includes('?') ? '&' : '?'}${parameters.toString()}`
}
