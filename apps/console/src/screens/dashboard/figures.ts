/** The figures as the API tells them, and how they are read: by what they are of, and for which days. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ask } from '../../api/http'
import { useLive } from '../../app/live'
import { useSession } from '../../app/session'

export interface Figure {
  readonly code: string
  /** A channel, or the code of a reason. */
  readonly of: string | null
  readonly when: 'now' | 'today' | 'period'
  readonly unit: 'count' | 'percent'
  readonly value: number | null
  readonly cases: number | null
  readonly missing: 'few-cases' | 'bank-data' | null
  readonly exact: boolean
}

export interface FiguresRead {
  readonly asOf: string
  readonly from: string
  readonly until: string
  readonly figures: readonly Figure[]
  readonly carriers: readonly Carrier[]
}

export interface Carrier {
  readonly channel: string
  readonly state: 'works' | 'quiet' | 'stopped' | 'paused'
  readonly since: string | null
  readonly until: string | null
  readonly code: string | null
  readonly accepted: number
  readonly failed: number
  readonly lastAcceptedAt: string | null
}

export const PERIODS = ['7', '30', '90', '365'] as const
export type Period = (typeof PERIODS)[number]
export const isPeriod = (text: string | undefined): text is Period => PERIODS.some((one) => one === text)

export function useFigures(days: Period): UseQueryResult<FiguresRead> {
  const { home } = useSession()
  useLive(['kpi'], [home, 'kpis'])
  return useQuery({
    queryKey: [home, 'kpis', days],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => ask<FiguresRead>(`${home}/kpis?days=${days}`, { signal }),
  })
}

export const sumOf = (figures: readonly Figure[]): number => figures.reduce((sum, { value }) => sum + (value ?? 0), 0)
