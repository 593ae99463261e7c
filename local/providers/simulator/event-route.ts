import type { Route } from '../http/routes.ts'
import type { EventLog } from './event-log.ts'

/** `GET /__control/events?since=<id>` */
export function eventRoute(events: EventLog): Route {
  return {
    method: 'GET',
    path: '/__control/events',
    answer: (request) => ({ status: 200, body: events.list(Number(request.query.get('since') ?? 0)) }),
  }
}
