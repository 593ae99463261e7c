/** What came back; status 0 and the reason when nothing did. */
export type Answer = { status: number; text: string }

/** One request with a limit on its time; never throws, never follows a redirect. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    return { status: 0, text: error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error) }
  }
}

/** The `code` of an error body, ours or the platform's. */
export function codeOf(answer: Answer): string | null {
  const found = /"code"\s*:\s*"([^"]+)"/.exec(answer.text)
  return found?.[1] ?? null
}
