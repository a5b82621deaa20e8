/** The zone in which days and hours are shown: the creditor's, whatever the browser's is. */
const shown = { zone: 'UTC' }

export const keepZone = (zone: string | null): void => {
  shown.zone = zone ?? 'UTC'
}
export const zoneNow = (): string => shown.zone
