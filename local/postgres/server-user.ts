import { chownSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Whom the server runs as; null: as we do. */
export type ServerUser = { uid: number; gid: number } | null

/** Postgres refuses to run as root. Every Linux has `nobody`, so no account must be made. */
export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? nobody() : null
}

function nobody(): { uid: number; gid: number } {
  const [, uid = '65534', gid = '65534'] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  return { uid: Number(uid), gid: Number(gid) }
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
