/** A message that must not be made: its parts contradict each other, or the law asks for something that is missing. */
export class CompositionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CompositionError'
  }
}
