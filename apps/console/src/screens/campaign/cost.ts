/** A campaign as a whole, scaled up from the played debtors to everybody who takes part: its counts, and its cost from when all pay at once to when nobody does. */
import { useWhole } from '../../parts/whole'
import type { Preview } from '../campaigns/views'

export interface CostRange {
  readonly least: string
  readonly most: string
}

export function costOf({ perChannel, costLeast, played, enrolled }: Preview): CostRange {
  const scaled = (euro: number): string => (played === 0 ? 0 : (euro * enrolled) / played).toFixed(2)
  return { least: scaled(Number(costLeast)), most: scaled(perChannel.reduce((sum, { cost }) => sum + Number(cost), 0)) }
}

/** An estimate is shown as one. */
export function useEstimate({ played, enrolled }: Pick<Preview, 'played' | 'enrolled'>): {
  readonly count: (played: number) => string
  readonly euro: (played: string) => string
} {
  const whole = useWhole()
  const factor = played === 0 ? 1 : enrolled / played
  return {
    count: (counted) => (factor === 1 ? whole(counted) : `~ ${whole(Math.round(counted * factor))}`),
    euro: (counted) => (Number(counted) * factor).toFixed(2),
  }
}
