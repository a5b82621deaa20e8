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

  /** The API says it in English, the page in `words` by the fields. */
  fieldError(pointer: string, words: Readonly<Record<string, string>>): string | undefined {
    return this.errors.some((one) => one.pointer === pointer) ? words[pointer] : undefined
  }
}

/** In the words of the page already. */
export class SaidProblem extends Problem {}

/** `words` by the codes of refusals; another fault stays what it is. */
export function inWords<F extends Error | null>(fault: F, words: Readonly<Record<string, string>>): F | SaidProblem {
  const text = fault instanceof Problem ? words[fault.code] : undefined
  return fault instanceof Problem && text !== undefined
    ? new SaidProblem(fault.status, fault.code, text, fault.requestId, fault.errors)
    : fault
}

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
