/** Work in groups: what is asked while others are being answered shares the next transaction, and nobody is answered before its commit. */

export interface Groups<Asked, Answer> {
  /** Answers all in the order in which they asked, or none. */
  readonly answer: (group: readonly Asked[]) => Promise<readonly Answer[]>
  /** Groups on their way at a time; more would only make them smaller. */
  readonly atOnce: number
  /** How many of those that wait go together. */
  readonly sizeOf: (waiting: readonly Asked[]) => number
}

interface Waiter<Answer> {
  readonly resolve: (answer: Answer) => void
  readonly reject: (fault: unknown) => void
}

export function inGroups<Asked, Answer>({ answer, atOnce, sizeOf }: Groups<Asked, Answer>): (asked: Asked) => Promise<Answer> {
  const waiting: Asked[] = []
  const waiters: Waiter<Answer>[] = []
  let underWay = 0
  const begin = (): void => {
    while (waiting.length > 0 && underWay < atOnce) {
      underWay += 1
      const size = sizeOf(waiting)
      const group = waiters.splice(0, size)
      answer(waiting.splice(0, size))
        .then((answers) => {
          group.forEach(({ resolve }, index) => {
            resolve(answers[index] as Answer)
          })
        })
        .catch((fault: unknown) => {
          for (const { reject } of group) reject(fault)
        })
        .finally(() => {
          underWay -= 1
          begin()
        })
    }
  }
  return (asked) =>
    new Promise((resolve, reject) => {
      waiters.push({ resolve, reject })
      // Not at once: what comes in the same turn goes along.
      if (waiting.push(asked) === 1) setImmediate(begin)
    })
}
