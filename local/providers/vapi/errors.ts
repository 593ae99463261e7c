import { STATUS_CODES } from 'node:http'
import type { Reply } from '../http/reply.ts'

/** An error as VAPI answers it. */
export function vapiError(statusCode: number, message: string | string[]): Reply {
  return { status: statusCode, body: { statusCode, error: STATUS_CODES[statusCode] ?? 'Error', message } }
}
