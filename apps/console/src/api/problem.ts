/** A refusal of the API as it says it (RFC 9457), or a network that is not there. */
export interface FieldError {
  readonly pointer: string
  readonly message: string
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Stable for programs: `call-not-held`. `offline` when nothing answered. */
    readonly code: string,
    detail: string,
    readonly requestId: string | null,
    readonly errors: readonly FieldError[],
  ) {
    super(detail)
  }

  get isOffline(): boolean {
    return this.status === 0
  }

  fieldError(pointer: string): string | undefined {
    return this.errors.find((one) => one.pointer === pointer)?.message
  }
}

/** In the words of the page already. */
export class SaidProblem extends Problem {}

export const inWords = (fault: Problem, text: string): SaidProblem =>
  new SaidProblem(fault.status, fault.code, text, fault.requestId, fault.errors)

export const offline = (): Problem => new Problem(0, 'offline', '', null, [])

export async function problemIn(answer: Response): Promise<Problem> {
  const said = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { type?: string; detail?: string; requestId?: string; errors?: readonly FieldError[] }
  const code = (said.type ?? '').replace('urn:tijdig:problem:', '') || `status-${answer.status}`
  return new Problem(
    answer.status,
    code,
    said.detail ?? answer.statusText,
    said.requestId ?? answer.headers.get('x-request-id'),
    said.errors ?? [],
  )
}
