import type { IncomingMessage, ServerResponse } from 'node:http'

const allowed = 'authorization, apikey, content-type, x-client-info, x-supabase-api-version, prefer, range, accept-profile, content-profile, x-retry-count'

/** What a hosted project answers to browsers of any origin. */
export function setCors(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  response.setHeader('vary', 'origin')
  response.setHeader('access-control-expose-headers', 'content-range, content-length, x-sb-error-code, sb-request-id')
}

/** Preflights end here; lite would refuse some of them. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? allowed,
    'access-control-max-age': '3600',
  })
  response.end()
}
