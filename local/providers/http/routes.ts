import type { LatencyRange } from '../simulator/latency.ts'
import type { ApiRequest } from './api-request.ts'
import type { Reply } from './reply.ts'

/** The values of a path's `:names`. */
export type PathParams = Record<string, string>

/** One operation of an API. */
export type Route = {
  method: string
  /** `:name` stands for one segment, or for the part of one before a dot. */
  path: string
  /** Milliseconds that the real provider takes; none means an instant answer. */
  latency?: LatencyRange
  answer: (request: ApiRequest, params: PathParams) => Reply | Promise<Reply>
}

/** An operation that was asked for. */
export type MatchedRoute = { route: Route; params: PathParams }

/** Finds the operation of a request. */
export function findRoute(routes: readonly Route[], request: ApiRequest): MatchedRoute | null {
  for (const route of routes) {
    if (route.method !== request.method) continue
    const match = routePattern(route.path).exec(request.path)
    if (match) return { route, params: { ...match.groups } }
  }
  return null
}

/** Reads a path value that the route's pattern guarantees. */
export function pathParam(params: PathParams, name: string): string {
  const value = params[name]
  if (value === undefined) throw new Error(`the route has no :${name}`)
  return value
}

const patterns = new Map<string, RegExp>()

function routePattern(path: string): RegExp {
  const known = patterns.get(path)
  if (known) return known
  const source = path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/.]+)')
  const pattern = new RegExp(`^${source}$`)
  patterns.set(path, pattern)
  return pattern
}
