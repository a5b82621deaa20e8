/** The time by which people work: the server's, whatever the browser's clock says, and that of the play where one is played. */
const ahead = { ms: 0 }

export const keepClock = (now: string): void => {
  ahead.ms = Date.parse(now) - Date.now()
}
export const clockNow = (): number => Date.now() + ahead.ms

/** The server's clock on the wall, told with every answer: leases run by it, also where the time people work by is played. */
const wall = { aheadMs: 0 }

export const keepWall = (date: string | null): void => {
  if (date !== null) wall.aheadMs = Date.parse(date) - Date.now()
}
export const wallNow = (): number => Date.now() + wall.aheadMs
