import { createSocket, type Socket } from 'node:dgram'
import { createServer } from 'node:net'
import { randomInt } from 'node:crypto'

// Below the ports that a system lends to outgoing connections (from 32768 on Linux, 49152 on macOS). Above, one of them may
// take the port before its part listens: even the connection of who waits for that part, which then meets itself.
const lowest = 10_240
const highest = 32_767

// A part listens long after its port was chosen. Until then, and for as long as this process lives, a UDP socket of the same
// number tells every other process that the port is taken; it goes with the process, however that ends.
const marks = new Map<number, Socket>()

/** A port of the loopback interface that nobody uses now and no other process chooses as long as this one lives. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const port = randomInt(lowest, highest + 1)
    if ((await isFree(port)) && (await mark(port))) return port
  }
  throw new Error(`No port between ${lowest} and ${highest} is free on 127.0.0.1.`)
}

/** Makes a port that is not in use this process's own; false when it is in use, or chosen by another process. */
export async function claimPort(port: number): Promise<boolean> {
  if (!(await isFree(port))) return false
  return marks.has(port) || mark(port)
}

/** True when nobody listens on this port of the loopback interface. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

function mark(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      marks.set(port, socket.unref())
      resolve(true)
    })
  })
}
