/** The belt: carries chunks of attempt ids from the scheduler to the workers. It may lose or repeat a job; the database decides. */
export interface ChunkJob {
  readonly token: string
  readonly attempts: readonly { readonly creditorId: string; readonly attemptId: string; readonly debtorId: string }[]
}

export interface Belt<Job = ChunkJob> {
  put(job: Job): Promise<void>
  /** Jobs on the belt or being worked on. */
  depth(): number
  /** Resolves when nothing is on the belt and nothing is being worked on. */
  idle(): Promise<void>
  /** Takes nothing new and waits for what is being worked on. */
  close(): Promise<void>
}
