/** The time by which people work: the server's, whatever the browser's clock says, and that of the play where one is played. */
const ahead = { ms: 0 }

export const keepClock = (now: string): void => {
  ahead.ms = Date.parse(now) - Date.now()
}
export const clockNow = (): number => Date.now() + ahead.ms
