/** What a campaign costs as a whole, scaled up from the played debtors to everybody who takes part: from when all pay at once to when nobody does. */
import type { Preview } from '../campaigns/views'

export interface CostRange {
  readonly least: string
  readonly most: string
}

export function costOf({ perChannel, costLeast, played, enrolled }: Preview): CostRange {
  const scaled = (euro: number): string => (played === 0 ? 0 : (euro * enrolled) / played).toFixed(2)
  return { least: scaled(Number(costLeast)), most: scaled(perChannel.reduce((sum, { cost }) => sum + Number(cost), 0)) }
}
