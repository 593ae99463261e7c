import type { ProviderError, ProviderResult } from '../../_shared/providers/provider-error.ts'
import type { OwnedNumber, TwilioPort } from '../../_shared/providers/twilio.ts'

type Door = 'search' | 'buy' | 'find' | 'fetch' | 'release'

/** Twilio in memory. `next` holds what the coming calls of a door answer instead; `lateEffect` performs them all the same. */
export class FakeTwilio implements TwilioPort {
  offers = ['+15125550101', '+15125550102', '+15125550103', '+15125550104']
  owned = new Map<string, OwnedNumber>()
  bought: string[] = []
  released: string[] = []
  next: Partial<Record<Door, ProviderError[]>> = {}
  lateEffect = false
  calls: Door[] = []

  own(number: Partial<OwnedNumber> & { e164Number: string }): void {
    this.owned.set(number.e164Number, { sid: `PN${this.owned.size + 1}`, tag: '', ageMs: 0, ...number })
  }

  searchLocal() {
    return this.#at('search', () => [...this.offers])
  }

  buy(e164Number: string, tag: string) {
    return this.#at('buy', () => {
      const known = this.owned.get(e164Number)
      if (known) {
        known.tag = tag
        return known
      }
      this.bought.push(e164Number)
      this.own({ e164Number, tag })
      return this.#get(e164Number)
    })
  }

  findOwned(filter: { e164Number: string } | { tag: string }) {
    return this.#at('find', () => [...this.owned.values()].filter((n) => ('tag' in filter ? n.tag === filter.tag : n.e164Number === filter.e164Number)))
  }

  fetchOwned(sid: string): Promise<ProviderResult<OwnedNumber>> {
    const found = [...this.owned.values()].find((n) => n.sid === sid)
    if (!found) return Promise.resolve({ ok: false, error: twilioError('20404', 404) })
    return this.#at('fetch', () => found)
  }

  release(sid: string): Promise<ProviderResult<null>> {
    const found = [...this.owned.values()].find((n) => n.sid === sid)
    if (!found) return Promise.resolve({ ok: false, error: twilioError('20404', 404) })
    return this.#at('release', () => {
      this.owned.delete(found.e164Number)
      this.released.push(sid)
      return null
    })
  }

  #get(e164Number: string): OwnedNumber {
    const number = this.owned.get(e164Number)
    if (!number) throw new Error(`${e164Number} is not owned`)
    return number
  }

  #at<T>(door: Door, perform: () => T): Promise<ProviderResult<T>> {
    this.calls.push(door)
    const error = this.next[door]?.shift()
    if (!error) return Promise.resolve({ ok: true, value: perform() })
    if (this.lateEffect) perform()
    return Promise.resolve({ ok: false, error })
  }
}

export function twilioError(code: string, httpStatus: number | null, unknown = false): ProviderError {
  return { provider: 'twilio', code, httpStatus, unknown }
}

export const noAnswer = twilioError('timeout', null, true)
