import { z } from 'zod'
import { twilioFaults, vapiFaults } from './faults.ts'

const twilioState = z.object({ in_flight: z.number(), pending_effects: z.number() })
const imported = z.object({ id: z.string(), number: z.string(), assistantId: z.string().nullish() })
const vapiState = z.object({ phone_numbers: z.array(imported), in_flight: z.number(), pending_effects: z.number() })
const twilioEvents = z.array(z.object({ id: z.number(), at: z.string(), event: z.string(), sid: z.string(), phone_number: z.string(), friendly_name: z.string() }))
const faultList = z.array(z.looseObject({ times: z.number().optional(), hits: z.number().optional() }))

export type Imported = z.infer<typeof imported>
export type TwilioEvent = z.infer<typeof twilioEvents>[number]

type Active = { name: string; seen: number }

/** Both simulators through their control API: truth for the invariants, and the faults with a count of those that hit. */
export class Providers {
  readonly hits = new Map<string, number>()
  readonly #urls: { twilio: string; vapi: string }
  readonly #active: Record<'twilio' | 'vapi', Active[]> = { twilio: [], vapi: [] }
  #queue: Promise<unknown> = Promise.resolve()
  #lagUntil = 0

  constructor(urls: { twilio: string; vapi: string }) {
    this.#urls = urls
  }

  /** Switches a fault on for so many hits. */
  async inject(fault: string, times: number): Promise<void> {
    const [provider = '', ...rest] = fault.split(' ')
    const name = rest.join(' ')
    if (provider !== 'twilio' && provider !== 'vapi') throw new Error(`There is no provider ${provider}`)
    if (name === 'new numbers missing from lists') return this.#lag()
    const what = (provider === 'twilio' ? twilioFaults : vapiFaults)[name]
    if (!what) throw new Error(`There is no fault ${fault}`)
    await this.#change(provider, (left) => [...left, { name: fault, what: { ...what, times } }])
  }

  /** Takes every fault away; their hits are kept. */
  async heal(): Promise<void> {
    for (const provider of ['twilio', 'vapi'] as const) await this.#change(provider, () => [])
    await this.#call('twilio', 'settings', 'PUT', { list_lag_ms: 0 })
    this.#lagUntil = 0
  }

  /** No fault is waiting to hit. */
  get healthy(): boolean {
    return this.#active.twilio.length + this.#active.vapi.length === 0 && Date.now() > this.#lagUntil
  }

  /** Counts what hit since the last look and forgets the faults that are used up. */
  async refresh(): Promise<void> {
    for (const provider of ['twilio', 'vapi'] as const) await this.#change(provider, (left) => left)
    if (this.#lagUntil !== 0 && Date.now() > this.#lagUntil) {
      this.#lagUntil = 0
      await this.#call('twilio', 'settings', 'PUT', { list_lag_ms: 0 })
    }
  }

  async events(since: number): Promise<TwilioEvent[]> {
    return twilioEvents.parse(await this.#call('twilio', `events?since=${since}`))
  }

  async imports(): Promise<Imported[]> {
    return vapiState.parse(await this.#call('vapi', 'state')).phone_numbers
  }

  /** Whether nothing is under way and no effect is still to come. */
  async quiet(): Promise<boolean> {
    const [twilio, vapi] = [twilioState.parse(await this.#call('twilio', 'state')), vapiState.parse(await this.#call('vapi', 'state'))]
    return twilio.in_flight + twilio.pending_effects + vapi.in_flight + vapi.pending_effects === 0
  }

  async setLatency(ms: number): Promise<void> {
    for (const provider of ['twilio', 'vapi'] as const) await this.#call(provider, 'latency', 'PUT', { latency: ms })
  }

  async #lag(): Promise<void> {
    await this.#call('twilio', 'settings', 'PUT', { list_lag_ms: 2000 })
    this.#lagUntil = Date.now() + 3000
    this.#count('twilio new numbers missing from lists', 1)
  }

  // One change after the other: a list is read and written whole.
  #change(provider: 'twilio' | 'vapi', revise: (left: { name: string; what: object }[]) => { name: string; what: object }[]): Promise<void> {
    const work = this.#queue.then(async () => {
      const current = faultList.parse(await this.#call(provider, 'faults'))
      const left = this.#active[provider].flatMap((active, index) => {
        const fault = current[index]
        this.#count(active.name, (fault?.hits ?? 0) - active.seen)
        return fault && fault.times !== 0 ? [{ name: active.name, what: fault }] : []
      })
      const list = revise(left)
      this.#active[provider] = list.map(({ name, what }) => ({ name, seen: 'hits' in what ? Number(what.hits) : 0 }))
      await this.#call(provider, 'faults', 'PUT', list.map(({ what }) => what))
    })
    this.#queue = work.catch(() => undefined)
    return work
  }

  #count(name: string, by: number): void {
    if (by > 0) this.hits.set(name, (this.hits.get(name) ?? 0) + by)
  }

  async #call(provider: 'twilio' | 'vapi', path: string, method = 'GET', body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#urls[provider]}/__control/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} at ${provider}: ${response.status} ${text}`)
    return text === '' ? null : (JSON.parse(text) as unknown)
  }
}
