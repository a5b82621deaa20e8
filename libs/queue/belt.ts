/** The belt: carries chunks of attempt ids from the scheduler to the workers. It may lose or repeat a job; the database decides. */
export interface ChunkJob {
  readonly token: string
  readonly attempts: readonly { readonly creditorId: string; readonly attemptId: string; readonly debtorId: string }[]
}

export interface Belt<Job = ChunkJob> {
  /** Rejects soon when the belt cannot be reached; the job may be on it all the same, which does no harm. */
  put(job: Job): Promise<void>
  /** Jobs on the belt or being worked on, by whatever process; rejects soon when the belt cannot be reached. */
  depth(): Promise<number>
  /** Resolves when nothing is on the belt and nothing is being worked on. */
  idle(): Promise<void>
  /** Takes nothing new and waits for what is being worked on. */
  close(): Promise<void>
}
