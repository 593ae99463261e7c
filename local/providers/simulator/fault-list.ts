import type { ApiRequest } from '../http/api-request.ts'
import type { Fault } from './fault.ts'
import { matchesPattern } from './pattern.ts'

/** The faults that are switched on; the first one that fits a request and has times left applies. */
export type FaultList = {
  get(): Fault[]
  set(faults: Fault[]): void
  take(request: ApiRequest): Fault | null
}

/** Starts without any fault. */
export function createFaultList(): FaultList {
  let faults: Fault[] = []
  return {
    get: () => faults,
    set: (next) => {
      faults = next.map((fault) => ({ ...fault, hits: fault.hits ?? 0 }))
    },
    take: (request) => {
      for (const fault of faults) {
        if (fault.times === 0 || !fits(fault, request)) continue
        if (letsPass(fault)) continue
        fault.hits = (fault.hits ?? 0) + 1
        if (fault.times !== undefined) fault.times -= 1
        return fault
      }
      return null
    },
  }
}

function letsPass(fault: Fault): boolean {
  if (!fault.skip) return false
  fault.skip -= 1
  return true
}

function fits(fault: Fault, request: ApiRequest): boolean {
  if (fault.method && fault.method !== '*' && fault.method !== request.method) return false
  if (!matchesPattern(fault.path, request.path)) return false
  return Object.entries(fault.match ?? {}).every(([field, pattern]) => {
    const value = readField(request, field)
    return value !== null && matchesPattern(pattern, value)
  })
}

function readField(request: ApiRequest, field: string): string | null {
  const body = request.body
  if (typeof body === 'object' && body !== null && field in body) return String((body as Record<string, unknown>)[field])
  return request.query.get(field)
}
