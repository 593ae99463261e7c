import { randomBytes } from 'node:crypto'

/** A new identifier with the prefix of its kind. */
export function newSid(kind: 'PN' | 'RQ'): string {
  return kind + randomBytes(16).toString('hex')
}
