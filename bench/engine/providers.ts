import { z } from 'zod'

const requests = z.array(z.object({ at: z.string(), took_ms: z.number().nullable() }))

/** What the providers took, in milliseconds: one request after the other, and by the clock, where two at once count once. */
export type ProviderTime = { own: number; byTheClock: number }

/** The simulators' control API. */
export class Providers {
  readonly #urls: string[]

  constructor(urls: string[]) {
    this.#urls = urls
  }

  async setLatency(latency: number | 'realistic'): Promise<void> {
    for (const url of this.#urls) await this.#send(`${url}/__control/latency`, 'PUT', { latency })
  }

  async forget(): Promise<void> {
    for (const url of this.#urls) await this.#send(`${url}/__control/requests`, 'DELETE')
  }

  /** What the providers themselves took for everything since `forget`. */
  async time(): Promise<ProviderTime> {
    const spans: Span[] = []
    for (const url of this.#urls) {
      const response = await fetch(`${url}/__control/requests`)
      for (const { at, took_ms } of requests.parse(await response.json())) spans.push({ from: Date.parse(at), until: Date.parse(at) + (took_ms ?? 0) })
    }
    return { own: spans.reduce((sum, { from, until }) => sum + until - from, 0), byTheClock: covered(spans) }
  }

  async #send(url: string, method: string, body?: unknown): Promise<void> {
    const response = await fetch(url, { method, ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) })
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}`)
  }
}

type Span = { from: number; until: number }

/** How much time at least one of the spans covers. */
export function covered(spans: readonly Span[]): number {
  let total = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, until - Math.max(from, end))
    end = Math.max(end, until)
  }
  return total
}
