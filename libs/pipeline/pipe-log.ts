/** Where the pipe says what an operator should know. */

/** Words for operators: counts, ids and codes; never names, texts or addresses. */
export interface PipeLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}
