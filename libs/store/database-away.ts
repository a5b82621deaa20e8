/** A database that cannot be opened: nobody answers where the server should be, or it does not let us in. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(`DATABASE_URL: the database cannot be opened: ${causeOf(cause)}`, { cause })
  }
}

/** What went wrong, without the name of our setting; a refused connection to a name with two addresses has an empty message of its own. */
export function causeOf(fault: unknown): string {
  if (fault instanceof DatabaseAway) return causeOf(fault.cause)
  if (!(fault instanceof Error)) return String(fault)
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : ''
  return fault.message === '' ? code : fault.message
}
