import { join } from 'node:path'
import { claimPort, freePort, isFree } from '../free-port.ts'
import { UsageError } from './options.ts'
import { readJson, writePrivateJson } from './private-file.ts'

const names = ['app', 'api', 'database', 'twilio', 'vapi', 'oldSystem', 'alertReceiver'] as const

/** The ports of one stack. */
export type Ports = Record<(typeof names)[number], number>

/** Chooses the ports: the wanted one or nothing, else the one used last if it is free, else a free one. */
export async function choosePorts(stackDir: string, wanted: Partial<Ports>): Promise<Ports> {
  const path = join(stackDir, 'ports.json')
  const last = readJson(path) ?? {}
  const ports: Ports = { app: 0, api: 0, database: 0, twilio: 0, vapi: 0, oldSystem: 0, alertReceiver: 0 }
  for (const name of names) ports[name] = await choosePort(name, wanted[name], last[name], Object.values(ports))
  writePrivateJson(path, ports)
  return ports
}

async function choosePort(name: string, wanted: number | undefined, last: unknown, taken: number[]): Promise<number> {
  if (wanted !== undefined) {
    if (taken.includes(wanted) || !(await isFree(wanted))) throw new UsageError(`Port ${wanted} for the ${name} is in use. Give another one, or leave it out for a free one.`)
    return wanted
  }
  if (typeof last === 'number' && last > 0 && !taken.includes(last) && (await claimPort(last))) return last
  return freePort()
}
