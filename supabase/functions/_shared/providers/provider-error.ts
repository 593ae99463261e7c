import type { StepProvider } from '../domain/states.ts'

/** What a provider's refusal comes to. `unknown`: the request may have taken effect all the same. */
export type ProviderError = { provider: StepProvider; code: string; httpStatus: number | null; unknown: boolean }

export type ProviderResult<T> = { ok: true; value: T } | { ok: false; error: ProviderError }

/** Runs a provider call and turns whatever it throws into a value. */
export async function asResult<T>(call: () => Promise<T>, classify: (error: unknown) => ProviderError): Promise<ProviderResult<T>> {
  try {
    return { ok: true, value: await call() }
  } catch (error) {
    return { ok: false, error: classify(error) }
  }
}

/** Rejects with a TimeoutError when the call takes longer. The callee may still take effect. */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException(`No answer within ${ms} ms`, 'TimeoutError')), ms)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

/** True for every way in which the libraries say that time ran out. */
export function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return false
  const code = 'code' in error ? String(error.code) : ''
  return /timeout/i.test(error.name) || ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'].includes(code) || /timed? ?out/i.test(error.message)
}

/** A field of something that was thrown. */
export function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined
}
