/** What a campaign costs as a whole: the played debtors' cost, scaled up to everybody who takes part. */
import type { Preview } from '../campaigns/views'

export function costOf({ perChannel, played, enrolled }: Preview): string {
  const euro = perChannel.reduce((sum, { cost }) => sum + Number(cost), 0)
  return (played === 0 ? 0 : (euro * enrolled) / played).toFixed(2)
}
