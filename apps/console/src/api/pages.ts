/** Lists of the API, read page by page as one goes down. */
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { Page } from '../parts/rows'
import { ask } from './http'

const LIMIT = 200

/** `path` without cursor: the parameters it has stay. */
export function usePages<T>(queryKey: readonly string[], path: string): UseInfiniteQueryResult<InfiniteData<Page<T>>> {
  return useInfiniteQuery({
    queryKey, initialPageParam: '',
    queryFn: ({ pageParam, signal }) => ask<Page<T>>(pageOf(path, pageParam), { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

export const pageOf = (path: string, cursor: string): string => {
  const parameters = new URLSearchParams({ limit: String(LIMIT), ...(cursor !== '' && { cursor }) })
  return `${path}${path.includes('?') ? '&' : '?'}${parameters.toString()}`
}
