/** Why an action was refused. One word for each, so that every screen can say it. */
export type ActionErrorCode = 'signed_out' | 'forbidden' | 'invalid' | 'not_found' | 'conflict' | 'too_many' | 'unavailable'

export type ActionError = { code: ActionErrorCode; message: string; requestId?: string }
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError }

/** Thrown by a verb that was refused; the wrapper turns it into a result. */
export class ActionRefused extends Error {
  override name = 'ActionRefused'
  readonly refusal: ActionError
  constructor(refusal: ActionError) {
    super(refusal.message)
    this.refusal = refusal
  }
}
