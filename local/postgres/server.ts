import { freePort } from '../free-port.ts'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { bootstrapDatabase, bootstrapVersion } from './bootstrap.ts'
import { initData, isReady, markReady, ownerOf, placeData, readyVersion } from './data-dir.ts'
import { installExtensions } from './extensions.ts'
import { liveServer, removeStaleLock } from './lock-file.ts'
import { findNative, type Native } from './native.ts'
import { startPostmaster, type Postmaster } from './postmaster.ts'
import { serverUser, type ServerUser } from './server-user.ts'

/** A running server. `url` is the role postgres (no superuser), `adminUrl` the bootstrap superuser. */
export type Database = Part & {
  port: number
  url: string
  adminUrl: string
  /** Ends the server as a power cut would: unlogged tables are lost. `restart` brings it back. */
  crash(): Promise<void>
  restart(): Promise<void>
}

export type DatabaseOptions = {
  dataDir: string
  port?: number
  password: string
  jwtSecret: string
  vaultKey: string
  /** False for data that nobody will miss: nothing waits for the disk, and a power cut may spoil it. */
  durable?: boolean
  log: Log
  /** Told when the server ends without having been asked to. */
  onExit?: (code: number | null) => void
}

/** Starts Postgres 17 on 127.0.0.1 over a data directory that is made when it is missing. */
export async function startDatabase(o: DatabaseOptions): Promise<Database> {
  const port = o.port ?? (await freePort())
  const url = (role: string): string => `postgresql://${role}:${encodeURIComponent(o.password)}@127.0.0.1:${port}/postgres`
  const adminUrl = url('supabase_admin')
  const { native, user, dir } = await prepare(o)
  const start = (): Promise<Postmaster> => {
    removeStaleLock(dir)
    return startPostmaster({ native, user, dir, port, adminUrl, durable: o.durable ?? true, log: o.log, onExit: (code) => o.onExit?.(code) })
  }
  let postmaster = await start()
  await bringUpToDate(dir, o.password, adminUrl).catch(async (error: unknown) => {
    await postmaster.end('SIGINT')
    throw error
  })
  return {
    name: 'Postgres',
    port,
    url: url('postgres'),
    adminUrl,
    stop: () => postmaster.end('SIGINT'),
    crash: () => postmaster.end('SIGQUIT'),
    restart: async () => {
      await postmaster.end('SIGINT')
      postmaster = await start()
    },
  }
}

async function prepare(o: DatabaseOptions): Promise<{ native: Native; user: ServerUser; dir: string }> {
  const dir = placeData(o.dataDir, serverUser())
  const user = ownerOf(dir) ?? serverUser()
  const native = findNative(user)
  const holder = liveServer(dir)
  if (holder !== null) throw new Error(`Another Postgres (process ${holder}) is using ${dir}. Stop it first: kill -INT ${holder}`)
  installExtensions(native)
  if (!isReady(dir)) await initData(native, user, dir, o)
  return { native, user, dir }
}

// A newer Switchboard may bring newer roles, schemas and functions to data that an older one made.
async function bringUpToDate(dir: string, password: string, adminUrl: string): Promise<void> {
  const version = bootstrapVersion()
  if (readyVersion(dir) === version) return
  await bootstrapDatabase(adminUrl, password)
  markReady(dir, version)
}
