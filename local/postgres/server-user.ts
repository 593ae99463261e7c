import { chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Whom the server runs as. Postgres refuses to run as root; 65534 is `nobody` on every Linux, so no account must be made. */
export type ServerUser = { uid: number; gid: number } | null

export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null
}

/** Hands a folder and all in it to the server's user. */
export function giveTo(user: ServerUser, path: string): void {
  if (!user) return
  chownSync(path, user.uid, user.gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) giveTo(user, child)
    else if (entry.isFile()) chownSync(child, user.uid, user.gid)
  }
}
