import type { ApiRequest } from '../http/api-request.ts'
import { redact } from './redact.ts'

/** How a request ended; `pending` while it is being worked on. */
export type RequestOutcome = 'pending' | 'answered' | 'dropped_before' | 'dropped_after' | 'dropped_effect_later'

/** A request that was received, without its credentials. */
export type LoggedRequest = {
  id: number
  at: string
  method: string
  path: string
  query: Record<string, string>
  body: unknown
  status: number | null
  outcome: RequestOutcome
  /** Whether a fault was applied. */
  fault: boolean
  /** How long the provider took, in milliseconds. */
  took_ms: number | null
}

/** The most recent requests, oldest first. */
export type RequestLog = {
  add(request: ApiRequest): LoggedRequest
  /** Those after an id or after a time, or all. */
  list(since: string | null): LoggedRequest[]
  clear(): void
}

const KEPT = 20_000

/** Starts empty. Ids go on counting after a clear. */
export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  let lastId = 0
  return {
    add: (request) => {
      lastId += 1
      const entry = describeRequest(lastId, request)
      entries.push(entry)
      if (entries.length > KEPT * 1.1) entries = entries.slice(-KEPT)
      return entry
    },
    list: (since) => (since === null ? entries : entries.filter((entry) => isAfter(entry, since))),
    clear: () => {
      entries = []
    },
  }
}

function describeRequest(id: number, request: ApiRequest): LoggedRequest {
  return {
    id,
    at: new Date().toISOString(),
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    body: redact(request.body ?? null),
    status: null,
    outcome: 'pending',
    fault: false,
    took_ms: null,
  }
}

function isAfter(entry: LoggedRequest, since: string): boolean {
  return /^\d+$/.test(since) ? entry.id > Number(since) : Date.parse(entry.at) > Date.parse(since)
}
