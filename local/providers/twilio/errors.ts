import type { Reply } from '../http/reply.ts'

/** An error as Twilio answers it. */
export function twilioError(status: number, code: number, message: string): Reply {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
}

/** The resource is not, or is no longer, there. */
export function resourceNotFound(path: string): Reply {
  return twilioError(404, 20404, `The requested resource ${path} was not found`)
}

/** The caller is not who they say. */
export const authenticationFailed = twilioError(401, 20003, 'Authenticate')

const messages: Record<number, string> = {
  401: 'Authenticate',
  403: 'Permission Denied',
  404: 'The requested resource was not found',
  429: 'Too Many Requests',
  500: 'An internal server error has occurred',
  503: 'Service is unavailable. Please try again',
}

/** Twilio's general error for an HTTP status: 20000 and the status; 20003 for 401. */
export function generalError(status: number): Reply {
  return twilioError(status, status === 401 ? 20003 : 20000 + status, messages[status] ?? `Error ${status}`)
}
