import { z } from 'zod'

const requests = z.array(z.object({ id: z.number(), took_ms: z.number().nullable() }))

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
  async ownTime(): Promise<number> {
    let total = 0
    for (const url of this.#urls) {
      const response = await fetch(`${url}/__control/requests`)
      for (const request of requests.parse(await response.json())) total += request.took_ms ?? 0
    }
    return total
  }

  async #send(url: string, method: string, body?: unknown): Promise<void> {
    const response = await fetch(url, { method, ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) })
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}`)
  }
}
